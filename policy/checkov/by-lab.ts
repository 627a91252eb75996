import type { Failing } from "./failing.ts";

const PUBLIC_SITES = ["s3-bucket", "static-site", "domain-site"];
const WITH_LOAD_BALANCER = [
  "load-balancer",
  "auto-scaling",
  "in-place-deploy",
  "blue-green",
  "codedeploy",
];

/** Checks that fail because of what a lab teaches. */
export const BY_LAB: readonly Failing[] = [
  {
    reason: "see rule load-balancer-tls",
    labs: WITH_LOAD_BALANCER,
    asks: {
      CKV_AWS_2: "HTTPS listeners",
      CKV_AWS_103: "TLS 1.2 on load balancers",
      CKV2_AWS_20: "redirects to HTTPS",
    },
  },
  {
    reason:
      "NIST SP 800-63B advises against it, because people choose weaker passwords; the users are deleted after the class",
    labs: ["iam-users"],
    asks: { CKV_AWS_9: "passwords that expire after 90 days" },
  },
  {
    reason: "the lab's only user is a backup program, with permissions that no one else has",
    labs: ["s3-backup"],
    asks: { CKV_AWS_40: "policies of groups and roles, not of users" },
  },
  {
    reason: "the lab shows a public site; see rule no-public-bucket",
    labs: PUBLIC_SITES,
    asks: {
      CKV_AWS_54: "no public bucket policies",
      CKV_AWS_56: "no public buckets",
      CKV_AWS_70: "no bucket policy that allows everyone",
      CKV2_AWS_6: "all public access blocked",
    },
  },
  {
    reason:
      "a class lasts a day and does not need an audit trail; components/web/load-balancer.ts takes accessLogs",
    labs: WITH_LOAD_BALANCER,
    asks: { CKV_AWS_91: "access logs of load balancers" },
  },
  {
    reason: "Pulumi waits for the stack and shows its events to the person who deploys the lab",
    labs: ["cloudformation-ec2", "cloudformation-web"],
    asks: { CKV_AWS_124: "CloudFormation notifications" },
  },
  {
    reason: "they are charged by the GB; components/database/mysql-database.ts takes logs",
    labs: ["rds-mysql"],
    asks: { CKV_AWS_129: "database logs in CloudWatch" },
  },
  {
    reason:
      "they contain no data and are deleted with the class; components/web/load-balancer.ts takes deletionProtection",
    labs: WITH_LOAD_BALANCER,
    asks: { CKV_AWS_150: "deletion protection of load balancers" },
  },
  {
    reason: "it doubles the price; components/database/mysql-database.ts takes multiAz",
    labs: ["rds-mysql"],
    asks: { CKV_AWS_157: "Multi-AZ databases" },
  },
  {
    reason:
      "the lab teaches MySQL Workbench, which logs in with a password that AWS stores and rotates",
    labs: ["rds-mysql"],
    asks: { CKV_AWS_161: "IAM database authentication" },
  },
  {
    reason: "the default CloudFront certificate does not allow a choice",
    labs: ["cdn"],
    asks: { CKV_AWS_174: "TLS 1.2 as the minimum in CloudFront" },
  },
  {
    reason: "the websites are public and have no certificate; see rule load-balancer-tls",
    labs: WITH_LOAD_BALANCER,
    asks: { CKV_AWS_260: "no port 80 open to the world" },
  },
  {
    reason: "the lab shares its image only with the accounts in its settings (default: none)",
    labs: ["ami"],
    asks: { CKV_AWS_205: "private images" },
  },
  {
    reason: "see rule no-iam-users",
    labs: ["iam-users", "s3-backup"],
    asks: { CKV_AWS_273: "no IAM users" },
  },
  {
    reason: "enhanced health reporting is on; streaming it to CloudWatch Logs is charged by the GB",
    labs: ["elastic-beanstalk"],
    asks: { CKV_AWS_312: "health events in CloudWatch Logs" },
  },
  {
    reason:
      "a new environment has the latest platform version, and an update during a class interrupts the lab",
    labs: ["elastic-beanstalk"],
    asks: { CKV_AWS_340: "managed platform updates" },
  },
  {
    reason: "the site is public, and students may be anywhere",
    labs: ["cdn"],
    asks: { CKV_AWS_374: "geographic restrictions in CloudFront" },
  },
  {
    reason: "TLS terminates at the load balancer; traffic to the servers stays in the class's VPC",
    labs: WITH_LOAD_BALANCER,
    asks: { CKV_AWS_378: "HTTPS to the servers" },
  },
  {
    reason: "a NAT gateway created by awsx uses it, which checkov does not detect",
    labs: ["vpc-wizard"],
    asks: { CKV2_AWS_19: "Elastic IP addresses attached to servers" },
  },
  {
    reason: "the lab teaches signing in to the console; MFA is required",
    labs: ["iam-users"],
    asks: { CKV2_AWS_22: "users without console access" },
  },
  {
    reason: "sample records point to addresses that are reserved for documentation",
    labs: ["dns-zone"],
    asks: { CKV2_AWS_23: "records that point to a resource" },
  },
  {
    reason:
      "the distribution uses AWS's managed security headers policy, which checkov does not detect",
    labs: ["cdn"],
    asks: { CKV2_AWS_32: "a response headers policy" },
  },
  {
    reason:
      "it needs a key in us-east-1 and a record at the registrar; if they are removed in the wrong order, the domain stops resolving",
    labs: ["dns"],
    asks: { CKV2_AWS_38: "DNSSEC" },
  },
  {
    reason: "a class has no domain by default; components/site/static-site.ts takes one",
    labs: ["cdn"],
    asks: { CKV2_AWS_42: "a custom certificate in CloudFront" },
  },
];
