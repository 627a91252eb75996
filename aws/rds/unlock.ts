import { regionIn, switched } from "../contract/lock.ts";
import type { DeployedResource } from "../contract/deployed-resource.ts";
import type { Service } from "../contract/service.ts";
import { rdsClient } from "./client.ts";
import { INSTANCE } from "./types.ts";

const named = ({ outputs }: DeployedResource) => ({
  DBInstanceIdentifier: String(outputs.identifier),
});

/** https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DeleteInstance.html#USER_DeleteInstance.DeletionProtection */
export const locks: NonNullable<Service["locks"]> = {
  [INSTANCE]: [
    switched(
      "deletion protection",
      async (aws, database) => {
        const rds = await aws.client(rdsClient, regionIn(database));
        const { DBInstances = [] } = await rds.describeDBInstances(named(database));
        return DBInstances[0]?.DeletionProtection;
      },
      async (aws, database, DeletionProtection) =>
        (await aws.client(rdsClient, regionIn(database))).modifyDBInstance({
          ...named(database),
          DeletionProtection,
          ApplyImmediately: true,
        }),
    ),
  ],
};
