import type { Lab } from "./lab.ts";
import { autoScaling } from "./labs/auto-scaling.ts";
import { cdn } from "./labs/cdn.ts";
import { cloudwatchAlarm } from "./labs/cloudwatch-alarm.ts";
import { dynamodb } from "./labs/dynamodb.ts";
import { linuxServer } from "./labs/linux-server.ts";
import { loadBalancer } from "./labs/load-balancer.ts";
import { rdsMysql } from "./labs/rds-mysql.ts";
import { staticSite } from "./labs/static-site.ts";
import { vpcManual } from "./labs/vpc-manual.ts";

/** Every lab, in class order. */
export const catalogue: readonly Lab[] = [
  linuxServer,
  staticSite,
  cdn,
  rdsMysql,
  dynamodb,
  vpcManual,
  loadBalancer,
  autoScaling,
  cloudwatchAlarm,
];
