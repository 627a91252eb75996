import type { DBInstance } from "@aws-sdk/client-rds";
import type { Charge } from "../contract/charge.ts";
import { all, type Finder, oncePerSearch, tagsOf, type Tie } from "../contract/finder.ts";
import { inVpc } from "../vpc/in-vpc.ts";
import { rdsClient } from "./client.ts";
import { CLUSTER, INSTANCE, PARAMETER_GROUP, SUBNET_GROUP } from "./types.ts";

const databasesIn = oncePerSearch(async ({ client }) => {
  const rds = await client(rdsClient);
  const found = await all(rds.paginateDescribeDBInstances({}), ({ DBInstances }) => DBInstances);
  return found.map((database) => ({ database, known: knownOf(database) }));
});

const knownOf = ({ DBInstanceIdentifier: name = "", ...database }: DBInstance) => ({
  id: database.DbiResourceId ?? name,
  arn: database.DBInstanceArn,
  name,
  recordedAs: [name],
  tags: tagsOf(database.TagList),
  createdAt: database.InstanceCreateTime,
});

export const databases: Finder = {
  kind: "database",
  types: [INSTANCE],
  arns: ["rds:db"],
  after: [],
  async find(place) {
    const rds = await place.client(rdsClient);
    return (await databasesIn(place)).map(({ known, database }) => ({
      ...known,
      ties: inVpc(database.DBSubnetGroup?.VpcId),
      size: {
        instanceClass: database.DBInstanceClass,
        allocatedStorage: database.AllocatedStorage,
        multiAz: database.MultiAZ ?? false,
      },
      ...(!database.MultiAZ && {
        charges: chargesOf(
          `${database.DBInstanceClass ?? ""}/${database.Engine ?? ""}`,
          database.StorageType ?? "",
          database.AllocatedStorage ?? 0,
        ),
      }),
      ...(database.DBInstanceStatus === "stopped" && { stopped: { at: undefined } }),
      going: database.DBInstanceStatus === "deleting",
      remove: () =>
        rds.deleteDBInstance({
          DBInstanceIdentifier: known.name,
          SkipFinalSnapshot: true,
          // Those of a cluster are deleted with the cluster.
          ...(database.DBClusterIdentifier === undefined && { DeleteAutomatedBackups: true }),
        }),
    }));
  },
};

const chargesOf = (machine: string, storage: string, gib: number): Charge[] => [
  {
    ...{ item: machine.replace("/", ", "), price: `rds/${machine}`, quantity: 1, per: "hour" },
    whileRunning: true,
  },
  { item: `${gib} GiB ${storage}`, price: `rds/${storage}`, quantity: gib, per: "month" },
];

const IN_USE = "choose another parameter group for it in the RDS console";

/** Databases that use a parameter group: AWS does not delete it before they use another. */
export const usingDatabases: Finder = {
  kind: "database",
  types: [INSTANCE],
  arns: [],
  after: [],
  find: async (place) =>
    (await databasesIn(place)).map(({ known, database }) => ({
      ...known,
      ties: (database.DBParameterGroups ?? []).flatMap(({ DBParameterGroupName: id }): Tie[] =>
        id === undefined
          ? []
          : [{ how: "uses parameter group", id, type: PARAMETER_GROUP, bond: "inside" }],
      ),
      charges: [], // it stays
      byHand: IN_USE,
      remove: () => Promise.reject(new Error(IN_USE)),
    })),
};

export const subnetGroupsIn = oncePerSearch(async ({ client }) => {
  const rds = await client(rdsClient);
  return all(rds.paginateDescribeDBSubnetGroups({}), ({ DBSubnetGroups }) => DBSubnetGroups);
});

export const subnetGroups: Finder = {
  kind: "database subnet group",
  types: [SUBNET_GROUP],
  named: true,
  arns: ["rds:subgrp"],
  after: [INSTANCE, CLUSTER],
  async find(place) {
    const rds = await place.client(rdsClient);
    return (await subnetGroupsIn(place)).map(
      ({ DBSubnetGroupName = "", DBSubnetGroupArn, VpcId }) => ({
        id: DBSubnetGroupName,
        arn: DBSubnetGroupArn,
        name: DBSubnetGroupName,
        tags: async () =>
          tagsOf((await rds.listTagsForResource({ ResourceName: DBSubnetGroupArn })).TagList),
        ties: inVpc(VpcId),
        remove: () => rds.deleteDBSubnetGroup({ DBSubnetGroupName }),
      }),
    );
  },
};

export const parameterGroups: Finder = {
  kind: "database parameter group",
  types: [PARAMETER_GROUP],
  named: true,
  arns: ["rds:pg"],
  after: [INSTANCE],
  async find({ client }) {
    const rds = await client(rdsClient);
    const found = await all(
      rds.paginateDescribeDBParameterGroups({}),
      ({ DBParameterGroups }) => DBParameterGroups,
    );
    return found
      .filter(({ DBParameterGroupName = "" }) => !DBParameterGroupName.startsWith("default."))
      .map(({ DBParameterGroupName = "", DBParameterGroupArn }) => ({
        id: DBParameterGroupName,
        arn: DBParameterGroupArn,
        name: DBParameterGroupName,
        tags: async () =>
          tagsOf((await rds.listTagsForResource({ ResourceName: DBParameterGroupArn })).TagList),
        remove: () => rds.deleteDBParameterGroup({ DBParameterGroupName }),
      }));
  },
};
