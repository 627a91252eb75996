import type { Failing } from "./failing.ts";

const PUBLIC_SITES = ["s3-bucket", "static-site", "domain-site"];
const WITH_LOAD_BALANCER = [
  "load-balancer",
  "auto-scaling",
  "in-place-deploy",
  "blue-green",
  "codedeploy",
];

/** Checks that fail for what a lab teaches. */
export const BY_LAB: readonly Failing[] = [
  {
    reason: "see rule load-balancer-tls",
    labs: WITH_LOAD_BALANCER,
    asks: {
      CKV_AWS_2: "HTTPS listeners",
      CKV_AWS_103: "TLS 1.2 at load balancers",
      CKV2_AWS_20: "redirects to HTTPS",
    },
  },
  {
    reason:
      "NIST SP 800-63B advises against it: people choose worse ones; the users are gone after the class",
    labs: ["iam-users"],
    asks: { CKV_AWS_9: "passwords that expire after 90 days" },
  },
  {
    reason: "the lab's one user is a backup program, with a right that nobody else has",
    labs: ["s3-backup"],
    asks: { CKV_AWS_40: "policies of groups and roles, not of users" },
  },
  {
    reason: "the lab shows a public site; see rule no-public-bucket",
    labs: PUBLIC_SITES,
    asks: {
      CKV_AWS_54: "no public bucket policies",
      CKV_AWS_56: "no public buckets",
      CKV_AWS_70: "no bucket policy for anybody",
      CKV2_AWS_6: "all public access blocked",
    },
  },
  {
    reason:
      "a class lasts a day, and a fault in it costs nobody money; components/web/load-balancer.ts takes accessLogs",
    labs: WITH_LOAD_BALANCER,
    asks: { CKV_AWS_91: "access logs of load balancers" },
  },
  {
    reason:
      "whoever deploys the lab watches Pulumi, which waits for the stack and shows its events",
    labs: ["cloudformation-ec2", "cloudformation-web"],
    asks: { CKV_AWS_124: "messages of CloudFormation" },
  },
  {
    reason: "they cost by the GB; components/database/mysql-database.ts takes logs",
    labs: ["rds-mysql"],
    asks: { CKV_AWS_129: "logs of databases in CloudWatch" },
  },
  {
    reason:
      "they hold nothing, and go with the class; components/web/load-balancer.ts takes deletionProtection",
    labs: WITH_LOAD_BALANCER,
    asks: { CKV_AWS_150: "load balancers that cannot be deleted" },
  },
  {
    reason: "it doubles the price; components/database/mysql-database.ts takes multiAz",
    labs: ["rds-mysql"],
    asks: { CKV_AWS_157: "databases in two zones" },
  },
  {
    reason: "the lab teaches MySQL Workbench, which logs in by password; AWS keeps and rotates it",
    labs: ["rds-mysql"],
    asks: { CKV_AWS_161: "logins to databases by IAM" },
  },
  {
    reason: "with CloudFront's own certificate and name there is nothing to choose",
    labs: ["cdn"],
    asks: { CKV_AWS_174: "a choice of TLS 1.2 at CloudFront" },
  },
  {
    reason: "web sites are for everybody, and have no certificate: see rule load-balancer-tls",
    labs: WITH_LOAD_BALANCER,
    asks: { CKV_AWS_260: "no port 80 open to the world" },
  },
  {
    reason: "the lab shares its image with the accounts that its settings name, none by default",
    labs: ["ami"],
    asks: { CKV_AWS_205: "images that nobody else may launch" },
  },
  {
    reason: "see rule no-iam-users",
    labs: ["iam-users", "s3-backup"],
    asks: { CKV_AWS_273: "no IAM users" },
  },
  {
    reason:
      "health reporting is enhanced; checkov asks for its stream into the logs, which cost by the GB",
    labs: ["elastic-beanstalk"],
    asks: { CKV_AWS_312: "health in CloudWatch's logs" },
  },
  {
    reason: "a new environment has the newest platform, and an update in a class stops the lab",
    labs: ["elastic-beanstalk"],
    asks: { CKV_AWS_340: "platform updates by Beanstalk" },
  },
  {
    reason: "the site is public, and students may be anywhere",
    labs: ["cdn"],
    asks: { CKV_AWS_374: "CloudFront for named countries only" },
  },
  {
    reason: "TLS ends at the load balancer, and the way on from there is the class's own network",
    labs: WITH_LOAD_BALANCER,
    asks: { CKV_AWS_378: "HTTPS to the servers" },
  },
  {
    reason: "a NAT gateway uses it, which awsx makes; that checkov does not see",
    labs: ["vpc-wizard"],
    asks: { CKV2_AWS_19: "addresses that servers use" },
  },
  {
    reason: "the lab teaches signing in to the console; MFA is required",
    labs: ["iam-users"],
    asks: { CKV2_AWS_22: "users without the console" },
  },
  {
    reason: "sample records lead to addresses that are reserved for documentation",
    labs: ["dns-zone"],
    asks: { CKV2_AWS_23: "records that lead to a resource" },
  },
  {
    reason: "the distribution has AWS's policy for security headers, which checkov does not see",
    labs: ["cdn"],
    asks: { CKV2_AWS_32: "a policy for response headers, of one's own" },
  },
  {
    reason:
      "it needs a key in us-east-1 and a record at the registrar; undone in the wrong order, the domain is gone",
    labs: ["dns"],
    asks: { CKV2_AWS_38: "DNSSEC" },
  },
  {
    reason: "a class has no domain; components/site/static-site.ts takes one",
    labs: ["cdn"],
    asks: { CKV2_AWS_42: "a certificate of one's own at CloudFront" },
  },
];
