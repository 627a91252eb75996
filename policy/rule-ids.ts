/** The ids of all rules, for config and exceptions; the rules themselves are in rules/. */
export const RULE_IDS = [
  "no-open-admin",
  "no-public-bucket",
  "no-public-bucket-policy",
  "no-public-database",
  "imdsv2",
  "encrypted-disks",
  "encrypted-file-systems",
  "encrypted-databases",
  "bucket-encryption",
  "bucket-public-access-block",
  "bucket-tls",
  "file-system-tls",
  "database-tls",
  "cloudfront-oac",
  "cloudfront-tls",
  "load-balancer-tls",
  "no-iam-wildcards",
  "no-iam-users",
  "no-access-keys",
  "required-tags",
  "instance-type",
  "instance-count",
  "allowed-regions",
] as const;

export type RuleId = (typeof RULE_IDS)[number];
