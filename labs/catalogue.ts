import { ami } from "./ami/lab.ts";
import { autoScaling } from "./auto-scaling/lab.ts";
import { billing } from "./billing/lab.ts";
import { blueGreen } from "./blue-green/lab.ts";
import { cdn } from "./cdn/lab.ts";
import { cloudformationEc2 } from "./cloudformation-ec2/lab.ts";
import { cloudformationWeb } from "./cloudformation-web/lab.ts";
import { cloudwatchAlarm } from "./cloudwatch-alarm/lab.ts";
import { codedeploy } from "./codedeploy/lab.ts";
import type { Lab } from "./contract/lab.ts";
import { dnsZone } from "./dns-zone/lab.ts";
import { domainSite } from "./domain-site/lab.ts";
import { dynamodb } from "./dynamodb/lab.ts";
import { ebsSnapshot } from "./ebs-snapshot/lab.ts";
import { ebsVolume } from "./ebs-volume/lab.ts";
import { efs } from "./efs/lab.ts";
import { elasticBeanstalk } from "./elastic-beanstalk/lab.ts";
import { iamRole } from "./iam-role/lab.ts";
import { iamUsers } from "./iam-users/lab.ts";
import { inPlaceDeploy } from "./in-place-deploy/lab.ts";
import { keyPair } from "./key-pair/lab.ts";
import { linuxServer } from "./linux-server/lab.ts";
import { loadBalancer } from "./load-balancer/lab.ts";
import { loadTest } from "./load-test/lab.ts";
import { rdsMysql } from "./rds-mysql/lab.ts";
import { s3Acceleration } from "./s3-acceleration/lab.ts";
import { s3Backup } from "./s3-backup/lab.ts";
import { s3Bucket } from "./s3-bucket/lab.ts";
import { scaleUp } from "./scale-up/lab.ts";
import { securityGroup } from "./security-group/lab.ts";
import { staticSite } from "./static-site/lab.ts";
import { vpcManual } from "./vpc-manual/lab.ts";
import { vpcPeering } from "./vpc-peering/lab.ts";
import { vpcWizard } from "./vpc-wizard/lab.ts";
import { windowsServer } from "./windows-server/lab.ts";

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
