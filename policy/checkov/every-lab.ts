import type { Failing } from "./failing.ts";

/** Checks that any lab may fail. */
export const EVERY_LAB: readonly Failing[] = [
  {
    reason: "a class lasts a day; outages and missing audit logs do no harm",
    asks: {
      CKV_AWS_18: "access logging of buckets",
      CKV_AWS_86: "access logging of CloudFront",
      CKV_AWS_310: "origin failover in CloudFront",
      CKV_AWS_118: "enhanced monitoring of databases",
      CKV2_AWS_39: "DNS query logging",
    },
  },
  {
    reason: "the sample files are created again by the next `pulumi up`",
    asks: { CKV_AWS_21: "versioned buckets", CKV_AWS_144: "cross-region replication of buckets" },
  },
  {
    reason: "it costs more than the lab itself",
    asks: {
      CKV_AWS_68: "AWS WAF for CloudFront",
      CKV2_AWS_47: "an AWS WAF rule for Log4j",
      CKV2_AWS_28: "AWS WAF for load balancers",
    },
  },
  {
    reason: "students connect from their PCs; a NAT gateway costs more than all servers of a lab",
    asks: { CKV_AWS_88: "servers without a public address" },
  },
  {
    reason: "it adds $2 a month for each server; labs about metrics have it",
    asks: { CKV_AWS_126: "detailed monitoring" },
  },
  {
    reason: "the instance types of the labs are always EBS-optimized",
    asks: { CKV_AWS_135: "EBS-optimized servers" },
  },
  {
    reason:
      "an AWS managed key encrypts as well; a customer managed key costs $1 a month and is only needed to share data with other accounts",
    asks: {
      CKV_AWS_145: "buckets encrypted with a KMS key",
      CKV_AWS_183: "snapshot copies with a KMS key",
      CKV_AWS_184: "file systems with a KMS key",
      CKV_AWS_189: "volumes with a KMS key",
      CKV_AWS_236: "image copies with a KMS key",
    },
  },
  {
    reason: "they are charged by the GB; class:network takes flowLogs",
    asks: { CKV2_AWS_11: "flow logs of networks" },
  },
  {
    reason: "the buckets and their objects are deleted with the class",
    asks: { CKV2_AWS_61: "lifecycle rules" },
  },
  { reason: "nothing uses them", asks: { CKV2_AWS_62: "event notifications of buckets" } },
];
