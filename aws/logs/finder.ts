import { GIB } from "../contract/charge.ts";
import { all, type Finder } from "../contract/finder.ts";
import { ENVIRONMENT } from "../elasticbeanstalk/types.ts";
import { INSTANCE as DATABASE } from "../rds/types.ts";
import { FLOW_LOG } from "../vpc/types.ts";
import { logsClient } from "./client.ts";
import { LOG_GROUP } from "./types.ts";

/** A resource that writes to a group would create the group again, so it is deleted first. */
export const logGroups: Finder = {
  kind: "log group",
  types: [LOG_GROUP],
  named: true,
  arns: ["logs:log-group"],
  after: [DATABASE, ENVIRONMENT, FLOW_LOG],
  async find({ client }) {
    const logs = await client(logsClient);
    const found = await all(logs.paginateDescribeLogGroups({}), ({ logGroups }) => logGroups);
    return found.map(({ logGroupName = "", arn, creationTime, storedBytes = 0 }) => {
      const resourceArn = arn?.replace(/:\*$/, "");
      return {
        id: logGroupName,
        arn: resourceArn,
        name: logGroupName,
        tags: async () => (await logs.listTagsForResource({ resourceArn })).tags ?? {},
        createdAt: creationTime === undefined ? undefined : new Date(creationTime),
        ...(storedBytes > 0 && {
          charges: [
            {
              item: "stored logs",
              price: "logs/storage",
              quantity: storedBytes / GIB,
              per: "month" as const,
            },
          ],
        }),
        remove: () => logs.deleteLogGroup({ logGroupName }),
      };
    });
  },
};
