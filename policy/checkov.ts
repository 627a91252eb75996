/** A check of checkov's that the labs fail, and why they may. */
export interface FailedCheck {
  readonly check: string;
  /** What it asks for, in short. */
  readonly asks: string;
  readonly reason: string;
  /** The labs and foundations that may fail it. @default all of them */
  readonly labs?: readonly string[];
}

const PUBLIC_SITES = ["s3-bucket", "static-site", "domain-site"];
const PUBLIC = "the lab shows a public site; see rule no-public-bucket";

const NO_CERTIFICATE = "see rule load-balancer-tls";
const WITH_LOAD_BALANCER = ["load-balancer", "in-place-deploy", "blue-green", "codedeploy"];

const SAMPLES_ONLY =
  "sample files that are made anew by the next `pulumi up`; there is nothing to lose";
const OWN_KEY =
  "AWS's own key encrypts as well; a key of one's own costs $1 a month, and nobody outside the account shares these data";
const ONE_DAY = "a class lasts a day, and a fault in it costs nobody money";
const COSTS = "it costs more than the lab itself";

/** Every check that some lab fails. A test fails when one is missing here, or no longer needed. */
export const FAILED_CHECKS: readonly FailedCheck[] = [
  { check: "CKV_AWS_2", asks: "HTTPS listeners", reason: NO_CERTIFICATE, labs: WITH_LOAD_BALANCER },
  {
    check: "CKV_AWS_9",
    asks: "passwords that expire after 90 days",
    reason:
      "NIST SP 800-63B advises against it: people choose worse ones; the users are gone after the class",
    labs: ["iam-users"],
  },
  { check: "CKV_AWS_18", asks: "access logs of buckets", reason: ONE_DAY },
  { check: "CKV_AWS_21", asks: "versioned buckets", reason: SAMPLES_ONLY },
  {
    check: "CKV_AWS_40",
    asks: "policies of groups and roles, not of users",
    reason: "the lab's one user is a backup program, with a right that nobody else has",
    labs: ["s3-backup"],
  },
  { check: "CKV_AWS_54", asks: "no public bucket policies", reason: PUBLIC, labs: PUBLIC_SITES },
  { check: "CKV_AWS_56", asks: "no public buckets", reason: PUBLIC, labs: PUBLIC_SITES },
  { check: "CKV_AWS_68", asks: "a firewall before CloudFront", reason: COSTS, labs: ["cdn"] },
  { check: "CKV_AWS_70", asks: "no bucket policy for anybody", reason: PUBLIC, labs: PUBLIC_SITES },
  { check: "CKV_AWS_86", asks: "access logs of CloudFront", reason: ONE_DAY, labs: ["cdn"] },
  {
    check: "CKV_AWS_88",
    asks: "servers without a public address",
    reason:
      "students reach them from their PCs; a NAT gateway instead costs more than all servers of a lab",
  },
  {
    check: "CKV_AWS_91",
    asks: "access logs of load balancers",
    reason: `${ONE_DAY}; components/load-balancer.ts takes accessLogs`,
    labs: WITH_LOAD_BALANCER,
  },
  {
    check: "CKV_AWS_103",
    asks: "TLS 1.2 at load balancers",
    reason: NO_CERTIFICATE,
    labs: WITH_LOAD_BALANCER,
  },
  {
    check: "CKV_AWS_118",
    asks: "enhanced monitoring of databases",
    reason: ONE_DAY,
    labs: ["rds-mysql"],
  },
  {
    check: "CKV_AWS_124",
    asks: "messages of CloudFormation",
    reason:
      "whoever deploys the lab watches Pulumi, which waits for the stack and shows its events",
    labs: ["cloudformation-ec2", "cloudformation-web"],
  },
  {
    check: "CKV_AWS_126",
    asks: "metrics every minute",
    reason: "each server's cost $2 a month more; labs that watch metrics have them",
  },
  {
    check: "CKV_AWS_129",
    asks: "logs of databases in CloudWatch",
    reason: "they cost by the GB; components/mysql-database.ts takes logs",
    labs: ["rds-mysql"],
  },
  {
    check: "CKV_AWS_135",
    asks: "servers optimized for EBS, in so many words",
    reason: "the types that labs use are optimized for EBS always, whatever is said",
  },
  { check: "CKV_AWS_144", asks: "buckets copied to another region", reason: SAMPLES_ONLY },
  { check: "CKV_AWS_145", asks: "buckets encrypted with a KMS key", reason: OWN_KEY },
  {
    check: "CKV_AWS_150",
    asks: "load balancers that cannot be deleted",
    reason:
      "they hold nothing, and go with the class; components/load-balancer.ts takes deletionProtection",
    labs: WITH_LOAD_BALANCER,
  },
  {
    check: "CKV_AWS_157",
    asks: "databases in two zones",
    reason: "it doubles the price; components/mysql-database.ts takes multiAz",
    labs: ["rds-mysql"],
  },
  {
    check: "CKV_AWS_161",
    asks: "logins to databases by IAM",
    reason: "the lab teaches MySQL Workbench, which logs in by password; AWS keeps and rotates it",
    labs: ["rds-mysql"],
  },
  {
    check: "CKV_AWS_174",
    asks: "a choice of TLS 1.2 at CloudFront",
    reason: "with CloudFront's own certificate and name there is nothing to choose",
    labs: ["cdn"],
  },
  { check: "CKV_AWS_183", asks: "snapshot copies with a KMS key", reason: OWN_KEY },
  { check: "CKV_AWS_184", asks: "file systems with a KMS key", reason: OWN_KEY },
  { check: "CKV_AWS_189", asks: "volumes with a KMS key", reason: OWN_KEY },
  { check: "CKV_AWS_236", asks: "image copies with a KMS key", reason: OWN_KEY },
  {
    check: "CKV_AWS_260",
    asks: "no port 80 open to the world",
    reason: "web sites are for everybody, and have no certificate: see rule load-balancer-tls",
    labs: WITH_LOAD_BALANCER,
  },
  {
    check: "CKV_AWS_273",
    asks: "no IAM users",
    reason: "see rule no-iam-users",
    labs: ["iam-users", "s3-backup"],
  },
  { check: "CKV_AWS_310", asks: "a second origin for CloudFront", reason: ONE_DAY, labs: ["cdn"] },
  {
    check: "CKV_AWS_312",
    asks: "health in CloudWatch's logs",
    reason:
      "health reporting is enhanced; checkov asks for its stream into the logs, which cost by the GB",
    labs: ["elastic-beanstalk"],
  },
  {
    check: "CKV_AWS_340",
    asks: "platform updates by Beanstalk",
    reason: "a new environment has the newest platform, and an update in a class stops the lab",
    labs: ["elastic-beanstalk"],
  },
  {
    check: "CKV_AWS_374",
    asks: "CloudFront for named countries only",
    reason: "the site is public, and students may be anywhere",
    labs: ["cdn"],
  },
  {
    check: "CKV_AWS_378",
    asks: "HTTPS to the servers",
    reason: "TLS ends at the load balancer, and the way on from there is the class's own network",
    labs: WITH_LOAD_BALANCER,
  },
  { check: "CKV2_AWS_6", asks: "all public access blocked", reason: PUBLIC, labs: PUBLIC_SITES },
  {
    check: "CKV2_AWS_11",
    asks: "flow logs of networks",
    reason: "they cost by the GB; class:network takes flowLogs",
  },
  {
    check: "CKV2_AWS_19",
    asks: "addresses that servers use",
    reason: "a NAT gateway uses it, which awsx makes; that checkov does not see",
    labs: ["vpc-wizard"],
  },
  {
    check: "CKV2_AWS_20",
    asks: "redirects to HTTPS",
    reason: NO_CERTIFICATE,
    labs: WITH_LOAD_BALANCER,
  },
  {
    check: "CKV2_AWS_22",
    asks: "users without the console",
    reason: "the lab teaches signing in to the console; MFA is required",
    labs: ["iam-users"],
  },
  {
    check: "CKV2_AWS_23",
    asks: "records that lead to a resource",
    reason: "sample records lead to addresses that are reserved for documentation",
    labs: ["dns-zone"],
  },
  {
    check: "CKV2_AWS_28",
    asks: "a firewall before load balancers",
    reason: COSTS,
    labs: WITH_LOAD_BALANCER,
  },
  {
    check: "CKV2_AWS_32",
    asks: "a policy for response headers, of one's own",
    reason: "the distribution has AWS's policy for security headers, which checkov does not see",
    labs: ["cdn"],
  },
  {
    check: "CKV2_AWS_38",
    asks: "DNSSEC",
    reason:
      "it needs a key in us-east-1 and a record at the registrar; undone in the wrong order, the domain is gone",
    labs: ["dns"],
  },
  { check: "CKV2_AWS_39", asks: "logs of DNS queries", reason: ONE_DAY, labs: ["dns"] },
  {
    check: "CKV2_AWS_42",
    asks: "a certificate of one's own at CloudFront",
    reason: "a class has no domain; components/static-site.ts takes one",
    labs: ["cdn"],
  },
  { check: "CKV2_AWS_47", asks: "a firewall against Log4j", reason: COSTS, labs: ["cdn"] },
  {
    check: "CKV2_AWS_61",
    asks: "rules that end objects",
    reason: "the buckets go with the class, and what is in them too",
  },
  {
    check: "CKV2_AWS_62",
    asks: "messages of buckets",
    reason: "nothing waits for them",
  },
];
