import { FROZEN, type Freeze, frozenAs } from "../contract/freeze.ts";
import type { Service } from "../contract/service.ts";
import { rdsClient } from "./client.ts";
import { INSTANCE } from "./types.ts";

const database: Freeze = {
  async freeze(aws, { name: DBInstanceIdentifier, arn, region }) {
    const rds = await aws.client(rdsClient, region);
    const { DBInstances = [] } = await rds.describeDBInstances({ DBInstanceIdentifier });
    const status = DBInstances[0]?.DBInstanceStatus ?? "";
    if (status.startsWith("stop")) return false;
    // A database that is being created or changed cannot be stopped: AWS returns an error, and a later call succeeds.
    await rds.stopDBInstance({ DBInstanceIdentifier });
    const Tags = [{ Key: FROZEN, Value: "available" }];
    await rds.addTagsToResource({ ResourceName: arn, Tags });
    return true;
  },
  async thaw(aws, { name: DBInstanceIdentifier, arn, region }) {
    const rds = await aws.client(rdsClient, region);
    const { DBInstances = [] } = await rds.describeDBInstances({ DBInstanceIdentifier });
    if (frozenAs(DBInstances[0]?.TagList) === undefined) return false;
    // AWS starts a stopped database again after seven days.
    if ((DBInstances[0]?.DBInstanceStatus ?? "").startsWith("stop"))
      await rds.startDBInstance({ DBInstanceIdentifier });
    await rds.removeTagsFromResource({ ResourceName: arn, TagKeys: [FROZEN] });
    return true;
  },
};

export const freezes: NonNullable<Service["freezes"]> = { [INSTANCE]: database };
