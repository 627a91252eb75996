import { BUCKET, BUCKET_POLICY, BUCKET_PUBLIC_ACCESS_BLOCK } from "../../aws/s3/types.ts";
import { allows, isForAnybody, statements } from "../documents.ts";
import type { Resource } from "../resource.ts";
import { everywhere, fsbp, type ResourceRule, type StackRule } from "../rule.ts";
import { mayBeOn } from "../values.ts";

/** Has a policy of its own, if no BucketPolicy is attached. */

const BLOCKS = [
  "blockPublicAcls",
  "blockPublicPolicy",
  "ignorePublicAcls",
  "restrictPublicBuckets",
] as const;

/** Resources that have a canned access control list. */
const WITH_LIST = /^aws:s3\/bucket(Acl|Object|Objectv2)?:/;

/** Canned access control lists that allow everybody, or everybody with an AWS account. */
const OPEN_LISTS = ["public-read", "public-read-write", "authenticated-read"];

const publicReason = (props: Resource["props"]) => props.publicReason;

export const noPublicBucket: ResourceRule = {
  id: "no-public-bucket",
  why: "Most S3 data leaks come from buckets that were made public for one purpose and also contained other data.",
  source: fsbp("S3.8"),
  fix: "block all public access and publish through CloudFront; publicReason of components/site/site-bucket.ts takes a reason for a public bucket",
  level: everywhere("mandatory"),
  reasonGiven: publicReason,
  check({ type, props }) {
    if (type === BUCKET_PUBLIC_ACCESS_BLOCK) {
      const off = BLOCKS.filter((name) => !mayBeOn(props[name]));
      return off.length === 0 ? [] : [`public access is not blocked: ${off.join(", ")}`];
    }
    const list = WITH_LIST.test(type) ? props.acl : undefined;
    return OPEN_LISTS.includes(String(list)) ? [`its access control list is ${String(list)}`] : [];
  },
};

export const noPublicBucketPolicy: StackRule = {
  id: "no-public-bucket-policy",
  why: "A policy that allows everyone exposes all current and future objects.",
  source: fsbp("S3.2"),
  fix: "list the principals that may read, or publish through CloudFront; publicReason of components/site/site-bucket.ts takes a reason for public access",
  level: everywhere("mandatory"),
  reasonGiven: publicReason,
  checkStack: (stack) =>
    [BUCKET_POLICY, BUCKET]
      .flatMap((type) => stack.ofType(type))
      .filter(({ props }) =>
        statements(props.policy).some((each) => allows(each) && isForAnybody(each)),
      )
      .map((policy) => ({
        // The reason is given on the bucket, not on the resource that attaches the policy.
        resource:
          stack.ofType(BUCKET).find(({ urn }) => policy.sources.bucket?.includes(urn)) ?? policy,
        message: "the bucket policy allows everyone",
      })),
};
