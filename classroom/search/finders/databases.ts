import { rdsClient } from "../../../aws/rds/client.ts";
import type { Charge } from "../../../aws/contract/charge.ts";
import { all, type Finder, tagsOf, type Tie } from "../../../aws/contract/finder.ts";

const INSTANCE = "aws:rds/instance:Instance";

export const databases: Finder = {
  kind: "database",
  types: [INSTANCE],
  arns: ["rds:db"],
  async find({ client }) {
    const rds = await client(rdsClient);
    const found = await all(rds.paginateDescribeDBInstances({}), ({ DBInstances }) => DBInstances);
    return found.map(({ DBInstanceIdentifier = "", DbiResourceId, ...database }) => ({
      id: DbiResourceId ?? DBInstanceIdentifier,
      arn: database.DBInstanceArn,
      name: DBInstanceIdentifier,
      tags: tagsOf(database.TagList),
      createdAt: database.InstanceCreateTime,
      ...(!database.MultiAZ && {
        charges: chargesOf(
          `${database.DBInstanceClass ?? ""}/${database.Engine ?? ""}`,
          database.StorageType ?? "",
          database.AllocatedStorage ?? 0,
        ),
      }),
      going: database.DBInstanceStatus === "deleting",
      remove: () =>
        rds.deleteDBInstance({
          DBInstanceIdentifier,
          SkipFinalSnapshot: true,
          DeleteAutomatedBackups: true,
        }),
    }));
  },
};

const chargesOf = (machine: string, storage: string, gib: number): Charge[] => [
  { item: machine.replace("/", ", "), price: `rds/${machine}`, quantity: 1, per: "hour" },
  { item: `${gib} GiB ${storage}`, price: `rds/${storage}`, quantity: gib, per: "month" },
];

/** By AWS's id of the database, where there is one: a name may be used again. */
const backupOf = (resourceId: string | undefined, name: string | undefined): Tie[] => {
  const id = resourceId ?? name;
  return id === undefined ? [] : [{ how: "backup of database", id, type: INSTANCE }];
};

/** RDS deletes the automated ones itself. */
export const databaseSnapshots: Finder = {
  kind: "database snapshot",
  types: ["aws:rds/snapshot:Snapshot"],
  arns: ["rds:snapshot"],
  async find({ client }) {
    const rds = await client(rdsClient);
    const found = await all(
      rds.paginateDescribeDBSnapshots({ SnapshotType: "manual" }),
      ({ DBSnapshots }) => DBSnapshots,
    );
    return found.map(({ DBSnapshotIdentifier = "", ...snapshot }) => ({
      id: DBSnapshotIdentifier,
      arn: snapshot.DBSnapshotArn,
      name: DBSnapshotIdentifier,
      tags: tagsOf(snapshot.TagList),
      createdAt: snapshot.SnapshotCreateTime,
      ties: backupOf(snapshot.DbiResourceId, snapshot.DBInstanceIdentifier),
      remove: () => rds.deleteDBSnapshot({ DBSnapshotIdentifier }),
    }));
  },
};

/** Those that are kept although their database is gone. */
export const retainedBackups: Finder = {
  kind: "database backup",
  types: [],
  arns: ["rds:auto-backup"],
  async find({ client }) {
    const rds = await client(rdsClient);
    const found = await all(
      rds.paginateDescribeDBInstanceAutomatedBackups({}),
      ({ DBInstanceAutomatedBackups }) => DBInstanceAutomatedBackups,
    );
    return found
      .filter(({ Status }) => Status === "retained")
      .map(({ DbiResourceId = "", DBInstanceIdentifier, ...backup }) => ({
        id: DbiResourceId,
        arn: backup.DBInstanceAutomatedBackupsArn,
        name: DBInstanceIdentifier,
        tags: tagsOf(backup.TagList),
        createdAt: backup.InstanceCreateTime,
        ties: backupOf(DbiResourceId, undefined),
        remove: () => rds.deleteDBInstanceAutomatedBackup({ DbiResourceId }),
      }));
  },
};

export const subnetGroups: Finder = {
  kind: "database subnet group",
  types: ["aws:rds/subnetGroup:SubnetGroup"],
  arns: ["rds:subgrp"],
  async find({ client }) {
    const rds = await client(rdsClient);
    const found = await all(
      rds.paginateDescribeDBSubnetGroups({}),
      ({ DBSubnetGroups }) => DBSubnetGroups,
    );
    return found.map(({ DBSubnetGroupName = "", DBSubnetGroupArn, VpcId }) => ({
      id: DBSubnetGroupName,
      arn: DBSubnetGroupArn,
      name: DBSubnetGroupName,
      tags: async () =>
        tagsOf((await rds.listTagsForResource({ ResourceName: DBSubnetGroupArn })).TagList),
      ties: VpcId === undefined ? [] : [{ how: "in", id: VpcId }],
      remove: () => rds.deleteDBSubnetGroup({ DBSubnetGroupName }),
    }));
  },
};

export const parameterGroups: Finder = {
  kind: "database parameter group",
  types: ["aws:rds/parameterGroup:ParameterGroup"],
  arns: ["rds:pg"],
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
