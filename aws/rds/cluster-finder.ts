import { all, type Finder, tagsOf, type Tie } from "../contract/finder.ts";
import { inVpc } from "../vpc/in-vpc.ts";
import { rdsClient } from "./client.ts";
import { subnetGroupsIn } from "./finder.ts";
import { CLUSTER, CLUSTER_SNAPSHOT, INSTANCE } from "./types.ts";

/** Clusters of databases, such as Aurora's: AWS deletes one only after its databases, and charges for its storage until then. */
export const clusters: Finder = {
  kind: "database cluster",
  types: [CLUSTER],
  arns: ["rds:cluster"],
  after: [INSTANCE],
  async find(place) {
    const rds = await place.client(rdsClient);
    const found = await all(rds.paginateDescribeDBClusters({}), ({ DBClusters }) => DBClusters);
    if (found.length === 0) return [];
    const groups = await subnetGroupsIn(place);
    return found.map(({ DBClusterIdentifier: name = "", ...cluster }) => ({
      id: cluster.DbClusterResourceId ?? name,
      arn: cluster.DBClusterArn,
      name,
      recordedAs: [name],
      tags: tagsOf(cluster.TagList),
      createdAt: cluster.ClusterCreateTime,
      ties: inVpc(
        groups.find(({ DBSubnetGroupName }) => DBSubnetGroupName === cluster.DBSubnetGroup)?.VpcId,
      ),
      going: cluster.Status === "deleting",
      remove: () =>
        rds.deleteDBCluster({
          DBClusterIdentifier: name,
          SkipFinalSnapshot: true,
          DeleteAutomatedBackups: true,
        }),
    }));
  },
};

/** RDS deletes automated snapshots itself. */
export const clusterSnapshots: Finder = {
  kind: "database cluster snapshot",
  types: [CLUSTER_SNAPSHOT],
  named: true,
  arns: ["rds:cluster-snapshot"],
  after: [CLUSTER],
  async find({ client }) {
    const rds = await client(rdsClient);
    const found = await all(
      rds.paginateDescribeDBClusterSnapshots({ SnapshotType: "manual" }),
      ({ DBClusterSnapshots }) => DBClusterSnapshots,
    );
    return found.map(({ DBClusterSnapshotIdentifier = "", ...snapshot }) => ({
      id: DBClusterSnapshotIdentifier,
      arn: snapshot.DBClusterSnapshotArn,
      name: DBClusterSnapshotIdentifier,
      tags: tagsOf(snapshot.TagList),
      createdAt: snapshot.SnapshotCreateTime,
      ties: backupOf(snapshot.DbClusterResourceId ?? snapshot.DBClusterIdentifier),
      remove: () => rds.deleteDBClusterSnapshot({ DBClusterSnapshotIdentifier }),
    }));
  },
};

/** By AWS's id of the cluster, when there is one: another cluster may have the same name later. */
const backupOf = (id: string | undefined): Tie[] =>
  id === undefined
    ? []
    : [{ how: "backup of database cluster", id, type: CLUSTER, bond: "attached" }];
