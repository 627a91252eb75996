import type { Lab } from "./lab.ts";
import { autoScaling } from "./labs/auto-scaling.ts";
import { cdn } from "./labs/cdn.ts";
import { cloudwatchAlarm } from "./labs/cloudwatch-alarm.ts";
import { dnsZone } from "./labs/dns-zone.ts";
import { domainSite } from "./labs/domain-site.ts";
import { dynamodb } from "./labs/dynamodb.ts";
import { efs } from "./labs/efs.ts";
import { linuxServer } from "./labs/linux-server.ts";
import { loadBalancer } from "./labs/load-balancer.ts";
import { rdsMysql } from "./labs/rds-mysql.ts";
import { s3Acceleration } from "./labs/s3-acceleration.ts";
import { s3Backup } from "./labs/s3-backup.ts";
import { s3Bucket } from "./labs/s3-bucket.ts";
import { staticSite } from "./labs/static-site.ts";
import { vpcManual } from "./labs/vpc-manual.ts";

/** Every lab, in class order. */
export const catalogue: readonly Lab[] = [
  linuxServer,
  s3Bucket,
  s3Acceleration,
  s3Backup,
  staticSite,
  cdn,
  efs,
  rdsMysql,
  dynamodb,
  vpcManual,
  dnsZone,
  domainSite,
  loadBalancer,
  autoScaling,
  cloudwatchAlarm,
];
