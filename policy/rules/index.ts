import type { Rule } from "../rule.ts";
import { noOpenAdmin } from "./admin-access.ts";
import { bucketEncryption, bucketPublicAccessBlock, bucketTls } from "./buckets.ts";
import { cloudfrontOac, cloudfrontTls } from "./cloudfront.ts";
import { databaseTls, encryptedDatabases, noPublicDatabase } from "./databases.ts";
import { encryptedDisks } from "./disks.ts";
import { encryptedFileSystems, fileSystemTls } from "./file-systems.ts";
import { noAccessKeys, noIamUsers, noIamWildcards } from "./iam.ts";
import { instanceCount, instanceType } from "./instances.ts";
import { loadBalancerTls } from "./load-balancers.ts";
import { imdsv2 } from "./metadata.ts";
import { noPublicBucket, noPublicBucketPolicy } from "./public-buckets.ts";
import { allowedRegions } from "./regions.ts";
import { requiredTags } from "./tags.ts";

/** Every rule, in the order of RULE_IDS. */
export const RULES: readonly Rule[] = [
  noOpenAdmin,
  noPublicBucket,
  noPublicBucketPolicy,
  noPublicDatabase,
  imdsv2,
  encryptedDisks,
  encryptedFileSystems,
  encryptedDatabases,
  bucketEncryption,
  bucketPublicAccessBlock,
  bucketTls,
  fileSystemTls,
  databaseTls,
  cloudfrontOac,
  cloudfrontTls,
  loadBalancerTls,
  noIamWildcards,
  noIamUsers,
  noAccessKeys,
  requiredTags,
  instanceType,
  instanceCount,
  allowedRegions,
];
