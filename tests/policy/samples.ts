import { RULE_IDS, type RuleId } from "../../policy/rule-ids.ts";

/** A resource that a rule is tried on, by unit tests as plain data and by the engine as a Pulumi resource. */
export interface Sample {
  readonly type: string;
  /** Unique among all samples. */
  readonly name: string;
  readonly props: Readonly<Record<string, unknown>>;
  /** By input: the name of the earlier sample whose id it takes. */
  readonly refs?: Readonly<Record<string, string>>;
}

interface Samples {
  /** The first is the one that the rule must find. */
  readonly violates: readonly [Sample, ...Sample[]];
  /** Keep this rule, and every other one. */
  readonly passes: readonly Sample[];
}

/** The tags of a class. */
export const TAGS = {
  class: "aws-class",
  environment: "prod",
  lab: "sample",
  owner: "instructor",
  expires: "2099-12-31T18:00:00+09:00",
};

const sample = (
  type: string,
  name: string,
  props: Sample["props"] = {},
  refs: Sample["refs"] = {},
): Sample => ({ type: `aws:${type}`, name, props, refs });

const json = (...Statement: unknown[]) => JSON.stringify({ Version: "2012-10-17", Statement });

const ANY = "arn:aws:s3:::sample/*";
const TLS_ONLY = {
  Effect: "Deny",
  Principal: "*",
  Action: "*",
  Resource: ANY,
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};

const bucket = (name: string) => sample("s3/bucket:Bucket", name);
const ofBucket = (kind: string, name: string, bucket: string, props: Sample["props"]) =>
  sample(`s3/bucket${kind}:Bucket${kind}`, name, props, { bucket });

const BLOCKED = {
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
};
const CLOSED_BUCKET = [
  bucket("closed"),
  ofBucket("PublicAccessBlock", "closed-block", "closed", BLOCKED),
  ofBucket("ServerSideEncryptionConfiguration", "closed-encryption", "closed", {
    rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
  }),
  ofBucket("Policy", "closed-policy", "closed", { policy: json(TLS_ONLY) }),
];

const INSTANCE = {
  ami: "ami-0123456789abcdef0",
  instanceType: "t3.micro",
  metadataOptions: { httpTokens: "required" },
  rootBlockDevice: { encrypted: true },
};
const instance = (name: string, changes: Sample["props"] = {}) =>
  sample("ec2/instance:Instance", name, { ...INSTANCE, ...changes });

const DATABASE = {
  engine: "mysql",
  instanceClass: "db.t4g.micro",
  allocatedStorage: 20,
  username: "admin",
  manageMasterUserPassword: true,
  skipFinalSnapshot: true,
  storageEncrypted: true,
  parameterGroupName: "sample",
};
const database = (name: string, changes: Sample["props"] = {}) =>
  sample("rds/instance:Instance", name, { ...DATABASE, ...changes });

const parameters = (name: string, value: string) =>
  sample("rds/parameterGroup:ParameterGroup", name, {
    family: "mysql8.4",
    parameters: [{ name: "require_secure_transport", value }],
  });

const rule = (name: string, port: number, cidrIpv4: string) =>
  sample("vpc/securityGroupIngressRule:SecurityGroupIngressRule", name, {
    securityGroupId: "sg-0123456789abcdef0",
    ipProtocol: "tcp",
    fromPort: port,
    toPort: port,
    cidrIpv4,
  });

const fileSystem = (name: string, encrypted: boolean) =>
  sample("efs/fileSystem:FileSystem", name, { encrypted });
const FILE_SHARE = [
  fileSystem("files", true),
  sample(
    "efs/fileSystemPolicy:FileSystemPolicy",
    "files-policy",
    { policy: json(TLS_ONLY) },
    { fileSystemId: "files" },
  ),
];

const BEHAVIOR = {
  allowedMethods: ["GET", "HEAD"],
  cachedMethods: ["GET", "HEAD"],
  cachePolicyId: "658327ea-f89d-4fab-a63d-7e88639e58f6",
  targetOriginId: "bucket",
  viewerProtocolPolicy: "redirect-to-https",
};
const ORIGIN = { originId: "bucket", domainName: "sample.s3.ap-northeast-2.amazonaws.com" };
const distribution = (name: string, changes: Sample["props"] = {}) =>
  sample("cloudfront/distribution:Distribution", name, {
    enabled: true,
    defaultCacheBehavior: BEHAVIOR,
    origins: [{ ...ORIGIN, originAccessControlId: "E2QWRUHAPOMQZL" }],
    restrictions: { geoRestriction: { restrictionType: "none" } },
    viewerCertificate: { cloudfrontDefaultCertificate: true },
    ...changes,
  });

const listener = (name: string, props: Sample["props"]) =>
  sample("lb/listener:Listener", name, {
    loadBalancerArn: `${ELB}:loadbalancer/app/sample/0123456789abcdef`,
    port: 80,
    defaultActions: [
      { type: "forward", targetGroupArn: `${ELB}:targetgroup/sample/0123456789abcdef` },
    ],
    ...props,
  });
const ELB = "arn:aws:elasticloadbalancing:ap-northeast-2:123456789012";

const policy = (name: string, Action: string) =>
  sample("iam/policy:Policy", name, { policy: json({ Effect: "Allow", Action, Resource: "*" }) });

const group = (name: string, maxSize: number) =>
  sample("autoscaling/group:Group", name, {
    minSize: 0,
    maxSize,
    availabilityZones: ["ap-northeast-2a"],
    launchTemplate: { id: "lt-0123456789abcdef0", version: "1" },
    tags: Object.entries(TAGS).map(([key, value]) => ({ key, value, propagateAtLaunch: true })),
  });

/** What each rule finds, and what it lets pass. */
export const SAMPLES: Readonly<Record<RuleId, Samples>> = {
  "no-open-admin": {
    violates: [rule("ssh-open", 22, "0.0.0.0/0")],
    passes: [rule("ssh-closed", 22, "203.0.113.7/32"), rule("web-open", 443, "0.0.0.0/0")],
  },
  "no-public-bucket": {
    violates: [
      ofBucket("PublicAccessBlock", "half-block", "half-blocked", {
        ...BLOCKED,
        blockPublicPolicy: false,
      }),
      bucket("half-blocked"),
    ],
    passes: CLOSED_BUCKET,
  },
  "no-public-bucket-policy": {
    violates: [
      bucket("published"),
      ofBucket("Policy", "published-policy", "published", {
        policy: json({ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: ANY }),
      }),
    ],
    passes: CLOSED_BUCKET,
  },
  "no-public-database": {
    violates: [database("public-database", { publiclyAccessible: true })],
    passes: [database("database"), rule("mysql-closed", 3306, "10.0.0.0/16")],
  },
  imdsv2: {
    violates: [instance("imdsv1", { metadataOptions: { httpTokens: "optional" } })],
    passes: [instance("server")],
  },
  "encrypted-disks": {
    violates: [
      sample("ebs/volume:Volume", "clear-volume", { availabilityZone: "ap-northeast-2a", size: 1 }),
    ],
    passes: [
      instance("server"),
      sample("ebs/volume:Volume", "volume", {
        availabilityZone: "ap-northeast-2a",
        size: 1,
        encrypted: true,
      }),
    ],
  },
  "encrypted-file-systems": { violates: [fileSystem("clear-files", false)], passes: FILE_SHARE },
  "encrypted-databases": {
    violates: [database("clear-database", { storageEncrypted: false })],
    passes: [database("database")],
  },
  "bucket-encryption": { violates: [bucket("silent-bucket")], passes: CLOSED_BUCKET },
  "bucket-public-access-block": { violates: [bucket("bare-bucket")], passes: CLOSED_BUCKET },
  "bucket-tls": { violates: [bucket("plain-bucket")], passes: CLOSED_BUCKET },
  "file-system-tls": { violates: [fileSystem("plain-files", true)], passes: FILE_SHARE },
  "database-tls": {
    violates: [parameters("plain-parameters", "0")],
    passes: [parameters("parameters", "1"), database("database")],
  },
  "cloudfront-oac": {
    violates: [distribution("open-cdn", { origins: [ORIGIN] })],
    passes: [distribution("cdn")],
  },
  "cloudfront-tls": {
    violates: [
      distribution("plain-cdn", {
        defaultCacheBehavior: { ...BEHAVIOR, viewerProtocolPolicy: "allow-all" },
      }),
    ],
    passes: [distribution("cdn")],
  },
  "load-balancer-tls": {
    violates: [listener("plain-listener", { protocol: "HTTP" })],
    passes: [
      listener("redirect", {
        protocol: "HTTP",
        defaultActions: [
          { type: "redirect", redirect: { statusCode: "HTTP_301", protocol: "HTTPS" } },
        ],
      }),
      listener("https", {
        port: 443,
        protocol: "HTTPS",
        sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
        certificateArn: "arn:aws:acm:ap-northeast-2:123456789012:certificate/sample",
      }),
    ],
  },
  "no-iam-wildcards": {
    violates: [policy("everything", "*")],
    passes: [policy("something", "ec2:DescribeInstances")],
  },
  "no-iam-users": {
    violates: [sample("iam/user:User", "user")],
    passes: [sample("iam/group:Group", "group")],
  },
  "no-access-keys": {
    violates: [sample("iam/accessKey:AccessKey", "key", { user: "sample" })],
    passes: [sample("iam/group:Group", "group")],
  },
  "required-tags": {
    violates: [sample("sns/topic:Topic", "untagged", { tags: { class: "aws-class" } })],
    passes: [sample("sns/topic:Topic", "topic")],
  },
  "instance-type": {
    violates: [instance("huge", { instanceType: "p5.48xlarge" })],
    passes: [instance("server")],
  },
  "instance-count": { violates: [group("crowd", 41)], passes: [group("few", 3)] },
  "allowed-regions": {
    violates: [sample("sns/topic:Topic", "far-away", { region: "eu-west-1" })],
    passes: [sample("sns/topic:Topic", "peer", { region: "ap-northeast-1" })],
  },
};

/** All samples of a kind, each once; those that others refer to come first. */
export function allSamples(kind: keyof Samples): Sample[] {
  const all = RULE_IDS.flatMap((id) => SAMPLES[id][kind]);
  const once = [...new Map(all.map((each) => [each.name, each])).values()];
  return once.sort((a, b) => Object.keys(a.refs ?? {}).length - Object.keys(b.refs ?? {}).length);
}
