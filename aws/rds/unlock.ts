import type { Aws } from "../clients.ts";
import { type Lock, type Lockable, regionIn } from "../contract/lock.ts";
import type { Service } from "../contract/service.ts";
import { rdsClient } from "./client.ts";
import { INSTANCE } from "./types.ts";

/** AWS's own id of a database, by which Pulumi and the finder know it; CloudFormation knows it by its name. */
const OWN_ID = /^db-[A-Z0-9]{20,}$/;

async function describe(aws: Aws, database: Lockable) {
  const { id } = database;
  const rds = await aws.client(rdsClient, regionIn(database));
  const { DBInstances = [] } = await rds.describeDBInstances(
    OWN_ID.test(id)
      ? { Filters: [{ Name: "dbi-resource-id", Values: [id] }] }
      : { DBInstanceIdentifier: id },
  );
  return { rds, found: DBInstances[0] };
}

/** https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DeleteInstance.html#USER_DeleteInstance.DeletionProtection */
const deletionProtection: Lock = {
  name: "deletion protection",
  async find(aws, database) {
    const { rds, found } = await describe(aws, database);
    if (found?.DeletionProtection !== true) return undefined;
    const { DBInstanceIdentifier } = found;
    const set = (DeletionProtection: boolean) =>
      rds.modifyDBInstance({ DBInstanceIdentifier, DeletionProtection, ApplyImmediately: true });
    return { lift: () => set(false), restore: () => set(true) };
  },
};

export const locks: NonNullable<Service["locks"]> = { [INSTANCE]: [deletionProtection] };
