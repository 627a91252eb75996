// The resources that rules are tried on.

/** A resource that a rule is tried on, by unit tests as plain data and by the engine as a Pulumi resource. */
export interface Sample {
  readonly type: string;
  /** Unique among all samples. */
  readonly name: string;
  readonly props: Readonly<Record<string, unknown>>;
  /** By input: the name of the earlier sample whose id it takes. */
  readonly refs?: Readonly<Record<string, string>>;
}

/** The tags of a class. */
export const TAGS = {
  class: "aws-class",
  "class-id": "tests2222222",
  environment: "prod",
  lab: "sample",
  owner: "instructor",
  expires: "2099-12-31T18:00:00+09:00",
};

export const sample = (
  type: string,
  name: string,
  props: Sample["props"] = {},
  refs: Sample["refs"] = {},
): Sample => ({ type: `aws:${type}`, name, props, refs });

export const json = (...Statement: unknown[]) =>
  JSON.stringify({ Version: "2012-10-17", Statement });

export const ANY = "arn:aws:s3:::sample/*";
const TLS_ONLY = {
  Effect: "Deny",
  Principal: "*",
  Action: "*",
  Resource: ANY,
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};

export const bucket = (name: string) => sample("s3/bucket:Bucket", name);
export const ofBucket = (kind: string, name: string, bucket: string, props: Sample["props"]) =>
  sample(`s3/bucket${kind}:Bucket${kind}`, name, props, { bucket });

export const BLOCKED = {
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
};
export const CLOSED_BUCKET = [
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
export const instance = (name: string, changes: Sample["props"] = {}) =>
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
export const database = (name: string, changes: Sample["props"] = {}) =>
  sample("rds/instance:Instance", name, { ...DATABASE, ...changes });

export const parameters = (name: string, value: string) =>
  sample("rds/parameterGroup:ParameterGroup", name, {
    family: "mysql8.4",
    parameters: [{ name: "require_secure_transport", value }],
  });

export const rule = (name: string, port: number, cidrIpv4: string) =>
  sample("vpc/securityGroupIngressRule:SecurityGroupIngressRule", name, {
    securityGroupId: "sg-0123456789abcdef0",
    ipProtocol: "tcp",
    fromPort: port,
    toPort: port,
    cidrIpv4,
  });

export const fileSystem = (name: string, encrypted: boolean) =>
  sample("efs/fileSystem:FileSystem", name, { encrypted });
export const FILE_SHARE = [
  fileSystem("files", true),
  sample(
    "efs/fileSystemPolicy:FileSystemPolicy",
    "files-policy",
    { policy: json(TLS_ONLY) },
    { fileSystemId: "files" },
  ),
];

export const BEHAVIOR = {
  allowedMethods: ["GET", "HEAD"],
  cachedMethods: ["GET", "HEAD"],
  cachePolicyId: "658327ea-f89d-4fab-a63d-7e88639e58f6",
  targetOriginId: "bucket",
  viewerProtocolPolicy: "redirect-to-https",
};
export const ORIGIN = { originId: "bucket", domainName: "sample.s3.ap-northeast-2.amazonaws.com" };
export const distribution = (name: string, changes: Sample["props"] = {}) =>
  sample("cloudfront/distribution:Distribution", name, {
    enabled: true,
    defaultCacheBehavior: BEHAVIOR,
    origins: [{ ...ORIGIN, originAccessControlId: "E2QWRUHAPOMQZL" }],
    restrictions: { geoRestriction: { restrictionType: "none" } },
    viewerCertificate: { cloudfrontDefaultCertificate: true },
    ...changes,
  });

const ELB = "arn:aws:elasticloadbalancing:ap-northeast-2:123456789012";
export const listener = (name: string, props: Sample["props"]) =>
  sample("lb/listener:Listener", name, {
    loadBalancerArn: `${ELB}:loadbalancer/app/sample/0123456789abcdef`,
    port: 80,
    defaultActions: [
      { type: "forward", targetGroupArn: `${ELB}:targetgroup/sample/0123456789abcdef` },
    ],
    ...props,
  });

export const policy = (name: string, Action: string) =>
  sample("iam/policy:Policy", name, { policy: json({ Effect: "Allow", Action, Resource: "*" }) });

export const group = (name: string, maxSize: number) =>
  sample("autoscaling/group:Group", name, {
    minSize: 0,
    maxSize,
    availabilityZones: ["ap-northeast-2a"],
    launchTemplate: { id: "lt-0123456789abcdef0", version: "1" },
    tags: Object.entries(TAGS).map(([key, value]) => ({ key, value, propagateAtLaunch: true })),
  });
