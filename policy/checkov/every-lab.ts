import type { Failing } from "./failing.ts";

/** Checks that any lab may fail. */
export const EVERY_LAB: readonly Failing[] = [
  {
    reason: "a class lasts a day, and a fault in it costs nobody money",
    asks: {
      CKV_AWS_18: "access logs of buckets",
      CKV_AWS_86: "access logs of CloudFront",
      CKV_AWS_310: "a second origin for CloudFront",
      CKV_AWS_118: "enhanced monitoring of databases",
      CKV2_AWS_39: "logs of DNS queries",
    },
  },
  {
    reason: "sample files that are made anew by the next `pulumi up`; there is nothing to lose",
    asks: { CKV_AWS_21: "versioned buckets", CKV_AWS_144: "buckets copied to another region" },
  },
  {
    reason: "it costs more than the lab itself",
    asks: {
      CKV_AWS_68: "a firewall before CloudFront",
      CKV2_AWS_47: "a firewall against Log4j",
      CKV2_AWS_28: "a firewall before load balancers",
    },
  },
  {
    reason:
      "students reach them from their PCs; a NAT gateway instead costs more than all servers of a lab",
    asks: { CKV_AWS_88: "servers without a public address" },
  },
  {
    reason: "each server's cost $2 a month more; labs that watch metrics have them",
    asks: { CKV_AWS_126: "metrics every minute" },
  },
  {
    reason: "the types that labs use are optimized for EBS always, whatever is said",
    asks: { CKV_AWS_135: "servers optimized for EBS, in so many words" },
  },
  {
    reason:
      "AWS's own key encrypts as well; a key of one's own costs $1 a month, and nobody outside the account shares these data",
    asks: {
      CKV_AWS_145: "buckets encrypted with a KMS key",
      CKV_AWS_183: "snapshot copies with a KMS key",
      CKV_AWS_184: "file systems with a KMS key",
      CKV_AWS_189: "volumes with a KMS key",
      CKV_AWS_236: "image copies with a KMS key",
    },
  },
  {
    reason: "they cost by the GB; class:network takes flowLogs",
    asks: { CKV2_AWS_11: "flow logs of networks" },
  },
  {
    reason: "the buckets go with the class, and what is in them too",
    asks: { CKV2_AWS_61: "rules that end objects" },
  },
  { reason: "nothing waits for them", asks: { CKV2_AWS_62: "messages of buckets" } },
];
