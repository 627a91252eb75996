import type { Aws } from "../clients.ts";
import { type Lockable, regionIn } from "../contract/lock.ts";
import { rdsClient } from "./client.ts";

/** AWS's own id of a database, by which Pulumi and the finder know it; CloudFormation knows it by its name. */
const OWN_ID = /^db-[A-Z0-9]{20,}$/;

/** What AWS says of a database. */
export async function describeDatabase(aws: Aws, database: Lockable) {
  const { id } = database;
  const rds = await aws.client(rdsClient, regionIn(database));
  const { DBInstances = [] } = await rds.describeDBInstances(
    OWN_ID.test(id)
      ? { Filters: [{ Name: "dbi-resource-id", Values: [id] }] }
      : { DBInstanceIdentifier: id },
  );
  return { rds, found: DBInstances[0] };
}
