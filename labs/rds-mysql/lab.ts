import { z } from "zod";
import { MysqlDatabase } from "../../components/database/mysql-database.ts";
import { defineLab } from "../contract/lab.ts";
import { cidrBlock, databaseClass, reason } from "../contract/settings.ts";

export const rdsMysql = defineLab({
  id: "rds-mysql",
  title: { ko: "mysql instance 실행, 수정, 삭제", en: "A MySQL database" },
  teaches:
    "Run MySQL 8.4 on RDS over two zones and reach it with Workbench. Change it without losing data, and delete it with " +
    "or without a final snapshot. Say where the master password is, and why nobody has typed it.",
  settings: z.strictObject({
    instanceClass: databaseClass().default("db.t4g.micro"),
    allocatedStorageGiB: z.int().min(20).max(100).default(20),
    backupRetentionDays: z.int().min(0).max(35).default(1),
    finalSnapshot: z.boolean().default(false),
    publicAccess: z
      .strictObject({ reason: reason(), cidrs: z.array(cidrBlock()).min(1) })
      .optional(),
  }),
  build({ parent, name, network, config }, settings) {
    const { vpcId, publicSubnetIds, cidrBlock } = network();
    const database = new MysqlDatabase(
      name,
      {
        ...settings,
        vpcId,
        // Public subnets, so that `publicAccess` can be given and taken without a new database. Without it the database has
        // no public address, and its security group lets the VPC in only.
        subnetIds: publicSubnetIds,
        clientCidrs: [cidrBlock],
        deletionProtection: config.protect,
      },
      { parent },
    );
    const { endpoint, port, workbench, masterSecretArn } = database;
    return { endpoint, port, workbench, masterSecretArn };
  },
});
