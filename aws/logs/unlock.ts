import { regionIn, switched } from "../contract/lock.ts";
import type { Service } from "../contract/service.ts";
import { logsClient } from "./client.ts";
import { LOG_GROUP } from "./types.ts";

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/protecting-log-groups-from-deletion.html */
export const locks: NonNullable<Service["locks"]> = {
  [LOG_GROUP]: [
    switched(
      "deletion protection",
      async (aws, { id, outputs }) => {
        const logs = await aws.client(logsClient, regionIn({ outputs }));
        const { logGroups = [] } = await logs.describeLogGroups({ logGroupNamePrefix: id });
        return logGroups.find(({ logGroupName }) => logGroupName === id)?.deletionProtectionEnabled;
      },
      async (aws, { id, outputs }, deletionProtectionEnabled) =>
        (await aws.client(logsClient, regionIn({ outputs }))).putLogGroupDeletionProtection({
          logGroupIdentifier: id,
          deletionProtectionEnabled,
        }),
    ),
  ],
};
