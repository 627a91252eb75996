import { z } from "zod";
import { MysqlDatabase } from "../../components/database/mysql-database.ts";
import { defineLab } from "../contract/lab.ts";
import { address, command, contactFile, value } from "../contract/outputs.ts";
import { internetBlock } from "../contract/cidr-settings.ts";
import { databaseClass } from "../contract/instance-type.ts";
import { distinct, reason } from "../contract/settings.ts";

export const rdsMysql = defineLab({
  id: "rds-mysql",
  title: { ko: "MySQL DB 인스턴스 실행, 수정, 삭제", en: "A MySQL database" },
  teaches: {
    en:
      "Run MySQL 8.4 on RDS, with a subnet group over two Availability Zones, and connect with MySQL Workbench. Modify it " +
      "without losing data, and delete it with or without a final snapshot. Say where the master password is stored, and " +
      "why nobody has typed it.",
    ko:
      "가용 영역 두 곳의 서브넷 그룹에서 RDS for MySQL 8.4를 실행하고 MySQL Workbench로 접속합니다. " +
      "데이터를 잃지 않고 데이터베이스를 수정하며, 최종 스냅샷을 남기거나 남기지 않고 삭제합니다. " +
      "마스터 암호가 어디에 저장되는지, 왜 아무도 암호를 입력하지 않았는지 설명합니다.",
  },
  settings: z.strictObject({
    instanceClass: databaseClass().default("db.t4g.micro").meta({
      description: "DB instance class.",
      ko: "DB 인스턴스 클래스.",
    }),
    allocatedStorageGiB: z.int().min(20).max(100).default(20).meta({
      description: "Allocated storage in GiB.",
      ko: "할당된 스토리지(GiB).",
    }),
    backupRetentionDays: z.int().min(0).max(35).default(1).meta({
      description: "Backup retention period in days; 0 turns automated backups off.",
      ko: "백업 보존 기간(일). 0이면 자동 백업을 사용하지 않습니다.",
    }),
    finalSnapshot: z.boolean().default(false).meta({
      description: "Whether deleting the database creates a final snapshot.",
      ko: "데이터베이스를 삭제할 때 최종 스냅샷을 만들지 여부.",
    }),
    publicAccess: z
      .strictObject({
        reason: reason().meta({
          description: "Why the database has a public address, in 10 to 200 characters.",
          ko: "데이터베이스에 퍼블릭 주소가 필요한 이유(10~200자).",
        }),
        cidrs: distinct(internetBlock()).min(1).meta({
          description: "IPv4 blocks that can connect, e.g. 203.0.113.7/32.",
          ko: "접속할 수 있는 IPv4 블록(예: 203.0.113.7/32).",
        }),
      })
      .optional()
      .meta({
        description:
          "Access from the internet, e.g. with MySQL Workbench; without it, only the VPC can connect.",
        ko: "MySQL Workbench 등을 위한 인터넷 접속. 생략하면 VPC에서만 접속할 수 있습니다.",
      }),
  }),
  outputs: {
    endpoint: address("Endpoint", "엔드포인트"),
    port: value("Port", "포트"),
    tunnel: command(
      "Forward the port through a server of the class (without publicAccess)",
      "수업의 서버를 거치는 포트 전달(publicAccess가 없을 때)",
    ),
    showPassword: command("Show the master password", "마스터 암호 보기"),
    workbench: contactFile("MySQL Workbench connection", "MySQL Workbench 연결 정보"),
    masterSecretArn: value(
      "ARN of the master password's secret",
      "마스터 암호를 담은 보안 암호의 ARN",
    ),
  },
  build({ parent, name, network, config }, settings) {
    const { vpcId, publicSubnetIds, cidrBlock } = network();
    const database = new MysqlDatabase(
      name,
      {
        ...settings,
        vpcId,
        // Public subnets, so that `publicAccess` can be switched on and off without a new database. Without it the database
        // has no public address, and its security group allows only the VPC.
        subnetIds: publicSubnetIds,
        clientCidrs: [cidrBlock],
        deletionProtection: config.protect,
      },
      { parent },
    );
    const { endpoint, port, tunnel, showPassword, workbench, masterSecretArn } = database;
    return {
      endpoint,
      port,
      ...(tunnel && { tunnel }),
      showPassword,
      workbench,
      masterSecretArn,
    };
  },
});
