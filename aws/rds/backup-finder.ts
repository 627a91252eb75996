import { all, type Finder, tagsOf, type Tie } from "../contract/finder.ts";
import { rdsClient } from "./client.ts";
import { INSTANCE, SNAPSHOT } from "./types.ts";

/** By AWS's id of the database, when there is one: another database may have the same name later. */
const backupOf = (resourceId: string | undefined, name: string | undefined): Tie[] => {
  const id = resourceId ?? name;
  return id === undefined ? [] : [{ how: "backup of database", id, type: INSTANCE }];
};

/** RDS deletes automated snapshots itself. */
export const databaseSnapshots: Finder = {
  kind: "database snapshot",
  types: [SNAPSHOT],
  named: true,
  arns: ["rds:snapshot"],
  after: [INSTANCE],
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
      ties: backupOf(snapshot.DbiResourceId, snapshot.DBInstanceIdentifier).map((tie) => ({
        ...tie,
        bond: "attached" as const,
      })),
      remove: () => rds.deleteDBSnapshot({ DBSnapshotIdentifier }),
    }));
  },
};

/** Automated backups that are retained although their database is deleted. */
export const retainedBackups: Finder = {
  kind: "database backup",
  types: [],
  arns: ["rds:auto-backup"],
  after: [INSTANCE],
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
