import {
  BUCKET,
  BUCKET_ENCRYPTION,
  BUCKET_POLICY,
  BUCKET_PUBLIC_ACCESS_BLOCK,
} from "../../aws/s3/types.ts";
import { refusesPlainHttp } from "../documents.ts";
import type { Resource } from "../resource.ts";
import { everywhere, fsbp, IN_PROD, type StackRule } from "../rule.ts";
import type { Stack } from "../stack.ts";

/** One violation for each bucket without a resource of `type` that refers to it and that `serves`. */
const bucketsWithout = (
  stack: Stack,
  type: string,
  message: string,
  serves: (resource: Resource) => boolean = () => true,
) =>
  stack
    .ofType(BUCKET)
    .filter((bucket) => !stack.referring(type, "bucket", bucket).some(serves))
    .map((resource) => ({ resource, message }));

export const bucketEncryption: StackRule = {
  id: "bucket-encryption",
  why: "S3 has encrypted every new object by default since 2023. If the program declares it, a later change is detected as drift.",
  source: {
    name: "AWS: default encryption",
    url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-encryption-faq.html",
  },
  fix: "add an aws.s3.BucketServerSideEncryptionConfiguration, or use components/site/site-bucket.ts",
  level: everywhere("advisory"),
  checkStack: (stack) =>
    bucketsWithout(
      stack,
      BUCKET_ENCRYPTION,
      "the program does not say how the bucket is encrypted",
    ),
};

export const bucketPublicAccessBlock: StackRule = {
  id: "bucket-public-access-block",
  why: "It keeps a bucket private even if a policy or an access control list is changed later, for example in the console.",
  source: fsbp("S3.8"),
  fix: "add an aws.s3.BucketPublicAccessBlock, or use components/site/site-bucket.ts",
  level: everywhere("mandatory"),
  checkStack: (stack) =>
    bucketsWithout(
      stack,
      BUCKET_PUBLIC_ACCESS_BLOCK,
      "the bucket has no public access block of its own",
    ),
};

export const bucketTls: StackRule = {
  id: "bucket-tls",
  why: "S3 also accepts plain HTTP, which exposes objects and signatures to anyone on the network path.",
  source: fsbp("S3.5"),
  fix: "attach a policy that denies requests where aws:SecureTransport is false: attachTlsPolicy of components/site/bucket-policy.ts",
  level: IN_PROD,
  checkStack: (stack) =>
    bucketsWithout(
      stack,
      BUCKET_POLICY,
      "no bucket policy refuses requests without TLS",
      ({ props }) => refusesPlainHttp(props.policy),
    ),
};
