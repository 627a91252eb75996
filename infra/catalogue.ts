import type { Lab } from "./lab.ts";
import { ami } from "./labs/ami.ts";
import { autoScaling } from "./labs/auto-scaling.ts";
import { billing } from "./labs/billing.ts";
import { blueGreen } from "./labs/blue-green.ts";
import { cdn } from "./labs/cdn.ts";
import { cloudformationEc2 } from "./labs/cloudformation-ec2.ts";
import { cloudformationWeb } from "./labs/cloudformation-web.ts";
import { cloudwatchAlarm } from "./labs/cloudwatch-alarm.ts";
import { codedeploy } from "./labs/codedeploy.ts";
import { dnsZone } from "./labs/dns-zone.ts";
import { domainSite } from "./labs/domain-site.ts";
import { dynamodb } from "./labs/dynamodb.ts";
import { ebsSnapshot } from "./labs/ebs-snapshot.ts";
import { ebsVolume } from "./labs/ebs-volume.ts";
import { efs } from "./labs/efs.ts";
import { elasticBeanstalk } from "./labs/elastic-beanstalk.ts";
import { iamRole } from "./labs/iam-role.ts";
import { iamUsers } from "./labs/iam-users.ts";
import { inPlaceDeploy } from "./labs/in-place-deploy.ts";
import { keyPair } from "./labs/key-pair.ts";
import { linuxServer } from "./labs/linux-server.ts";
import { loadBalancer } from "./labs/load-balancer.ts";
import { loadTest } from "./labs/load-test.ts";
import { rdsMysql } from "./labs/rds-mysql.ts";
import { s3Acceleration } from "./labs/s3-acceleration.ts";
import { s3Backup } from "./labs/s3-backup.ts";
import { s3Bucket } from "./labs/s3-bucket.ts";
import { scaleUp } from "./labs/scale-up.ts";
import { securityGroup } from "./labs/security-group.ts";
import { staticSite } from "./labs/static-site.ts";
import { vpcManual } from "./labs/vpc-manual.ts";
import { vpcPeering } from "./labs/vpc-peering.ts";
import { vpcWizard } from "./labs/vpc-wizard.ts";
import { windowsServer } from "./labs/windows-server.ts";

/** Every lab, in class order. */
export const catalogue: readonly Lab[] = [
  windowsServer,
  linuxServer,
  keyPair,
  ami,
  ebsVolume,
  ebsSnapshot,
  scaleUp,
  securityGroup,
  s3Bucket,
  s3Acceleration,
  s3Backup,
  staticSite,
  cdn,
  efs,
  rdsMysql,
  dynamodb,
  vpcWizard,
  vpcManual,
  vpcPeering,
  dnsZone,
  domainSite,
  loadBalancer,
  autoScaling,
  loadTest,
  inPlaceDeploy,
  blueGreen,
  codedeploy,
  elasticBeanstalk,
  cloudformationEc2,
  cloudformationWeb,
  iamUsers,
  iamRole,
  cloudwatchAlarm,
  billing,
];
