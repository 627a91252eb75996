import { RULE_IDS, type RuleId } from "../../policy/rule-ids.ts";
import {
  ANY,
  BEHAVIOR,
  BLOCKED,
  bucket,
  CLOSED_BUCKET,
  database,
  distribution,
  FILE_SHARE,
  fileSystem,
  group,
  instance,
  json,
  listener,
  ofBucket,
  ORIGIN,
  parameters,
  policy,
  rule,
  sample,
  type Sample,
} from "./sample.ts";

interface Samples {
  /** The first is the one that the rule must find. */
  readonly violates: readonly [Sample, ...Sample[]];
  /** Keep this rule, and every other one. */
  readonly passes: readonly Sample[];
}

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
