import { rdsClient } from "../../../aws/rds/client.ts";
import { type Deed, subnetOf } from "./scene.ts";

const PASSWORD = "of-nobody-1";

/** Databases in the class's network. */
export const DATABASES: Readonly<Record<string, Deed>> = {
  "a database": async (scene) => {
    const rds = await scene.aws.client(rdsClient);
    await rds.createDBSubnetGroup({
      DBSubnetGroupName: "by-hand",
      DBSubnetGroupDescription: "by hand",
      SubnetIds: [subnetOf(scene)],
    });
    await rds.createDBInstance({
      ...{ DBInstanceIdentifier: "by-hand", DBInstanceClass: "db.t3.micro", Engine: "mysql" },
      ...{ MasterUsername: "admin", MasterUserPassword: PASSWORD, AllocatedStorage: 20 },
      DBSubnetGroupName: "by-hand",
    });
  },
  "a locked cluster of databases": async (scene) => {
    const rds = await scene.aws.client(rdsClient);
    await rds.createDBSubnetGroup({
      DBSubnetGroupName: "of-a-cluster",
      DBSubnetGroupDescription: "by hand",
      SubnetIds: [subnetOf(scene)],
    });
    await rds.createDBCluster({
      ...{
        DBClusterIdentifier: "by-hand-aurora",
        Engine: "aurora-mysql",
        DeletionProtection: true,
      },
      ...{ MasterUsername: "admin", MasterUserPassword: PASSWORD },
      DBSubnetGroupName: "of-a-cluster",
    });
    await rds.createDBInstance({
      ...{ DBInstanceIdentifier: "by-hand-writer", DBInstanceClass: "db.t4g.medium" },
      ...{ Engine: "aurora-mysql", DBClusterIdentifier: "by-hand-aurora" },
      DBSubnetGroupName: "of-a-cluster",
    });
    await rds.createDBClusterSnapshot({
      ...{ DBClusterIdentifier: "by-hand-aurora", DBClusterSnapshotIdentifier: "of-a-cluster" },
    });
  },
};
