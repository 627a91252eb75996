import type { Aws } from "../clients.ts";
import { askedApart, type Child } from "../contract/child.ts";
import { regionIn } from "../contract/lock.ts";
import type { Service } from "../contract/service.ts";
import { rdsClient } from "./client.ts";
import { describeDatabase } from "./describe.ts";
import { INSTANCE } from "./types.ts";

/**
 * Read replicas in other regions: RDS promotes them when it deletes their source, and goes on charging for them. Those in the
 * same region are in the source's network.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.XRgn.html
 */
export const children: NonNullable<Service["children"]> = {
  [INSTANCE]: async (aws, database) => {
    const { found } = await describeDatabase(aws, database);
    const here = regionIn(database) ?? aws.region;
    const replicas = (found?.ReadReplicaDBInstanceIdentifiers ?? []).map((arn) => arn.split(":"));
    return askedApart(
      Object.fromEntries(
        replicas.flatMap(([, , , region = "", , , name = ""]) =>
          region === "" || region === here
            ? []
            : [[`replica ${name} in ${region}`, () => replicaIn(aws, region, name)]],
        ),
      ),
    );
  },
};

/** @throws AWS's error, e.g. because it no longer exists */
async function replicaIn(aws: Aws, region: string, name: string): Promise<Child[]> {
  const rds = await aws.client(rdsClient, region);
  const its = { DBInstanceIdentifier: name };
  const { DBInstances = [] } = await rds.describeDBInstances(its);
  return DBInstances.filter(({ DBInstanceStatus }) => DBInstanceStatus !== "deleting").map(
    ({ InstanceCreateTime }) => ({
      kind: `read replica in ${region}`,
      id: name,
      createdAt: InstanceCreateTime,
      remove: () =>
        rds.deleteDBInstance({ ...its, SkipFinalSnapshot: true, DeleteAutomatedBackups: true }),
    }),
  );
}
