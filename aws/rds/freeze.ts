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
    // What is being made or changed cannot be stopped: AWS says so, and a later call can.
    await rds.stopDBInstance({ DBInstanceIdentifier });
    const Tags = [{ Key: FROZEN, Value: "available" }];
    await rds.addTagsToResource({ ResourceName: arn, Tags });
    return true;
  },
  async thaw(aws, { name: DBInstanceIdentifier, arn, region }) {
    const rds = await aws.client(rdsClient, region);
    const { DBInstances = [] } = await rds.describeDBInstances({ DBInstanceIdentifier });
    if (frozenAs(DBInstances[0]?.TagList) === undefined) return false;
    // After seven days AWS has started it by itself.
    if ((DBInstances[0]?.DBInstanceStatus ?? "").startsWith("stop"))
      await rds.startDBInstance({ DBInstanceIdentifier });
    await rds.removeTagsFromResource({ ResourceName: arn, TagKeys: [FROZEN] });
    return true;
  },
};

export const freezes: NonNullable<Service["freezes"]> = { [INSTANCE]: database };
