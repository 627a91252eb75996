import type { Aws } from "../clients.ts";
import { all } from "../contract/finder.ts";
import { type Lock, type Lockable, type Locked, regionIn } from "../contract/lock.ts";
import type { Service } from "../contract/service.ts";
import { rdsClient } from "./client.ts";
import { describeDatabase } from "./describe.ts";
import { CLUSTER, INSTANCE } from "./types.ts";

/** https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DeleteInstance.html#USER_DeleteInstance.DeletionProtection */
const deletionProtection: Lock = {
  name: "deletion protection",
  async find(aws, database) {
    const { rds, found } = await describeDatabase(aws, database);
    if (found?.DeletionProtection !== true) return undefined;
    const { DBInstanceIdentifier } = found;
    const set = (DeletionProtection: boolean) =>
      rds.modifyDBInstance({ DBInstanceIdentifier, DeletionProtection, ApplyImmediately: true });
    return { lift: () => set(false), restore: () => set(true) };
  },
};

async function protectionOf(aws: Aws, cluster: Lockable): Promise<Locked | undefined> {
  const rds = await aws.client(rdsClient, regionIn(cluster));
  const clusters = await all(rds.paginateDescribeDBClusters({}), ({ DBClusters }) => DBClusters);
  const found = clusters.find((each) =>
    [each.DbClusterResourceId, each.DBClusterIdentifier].includes(cluster.id),
  );
  if (found?.DeletionProtection !== true) return undefined;
  const { DBClusterIdentifier } = found;
  const set = (DeletionProtection: boolean) =>
    rds.modifyDBCluster({ DBClusterIdentifier, DeletionProtection, ApplyImmediately: true });
  return { lift: () => set(false), restore: () => set(true) };
}

/** A cluster has its own, which its databases do not show. */
const clusterProtection: Lock = { name: "deletion protection", find: protectionOf };

/** AWS deletes the databases of a protected cluster, without which nobody reaches its data. */
const protectionOfItsCluster: Lock = {
  name: "its cluster's deletion protection",
  async find(aws, database) {
    const { found } = await describeDatabase(aws, database);
    const id = found?.DBClusterIdentifier;
    return id === undefined ? undefined : protectionOf(aws, { ...database, id });
  },
};

export const locks: NonNullable<Service["locks"]> = {
  [INSTANCE]: [deletionProtection, protectionOfItsCluster],
  [CLUSTER]: [clusterProtection],
};
