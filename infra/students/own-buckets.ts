import type * as pulumi from "@pulumi/pulumi";
import { BUCKET } from "../../aws/s3/types.ts";

/** S3's limit for a prefix, which leaves room for the random digits. */
const LONGEST_PREFIX = 37;

/**
 * Prefixes each bucket's name with the name of the student's stack: S3 does not support tags in permissions for objects, so
 * that a student's permissions identify the student's buckets by name.
 */
export const ownBuckets =
  (stack: string): pulumi.ResourceTransformation =>
  ({ type, name, props, opts }) => {
    if (type !== BUCKET || (props as { bucket?: unknown }).bucket !== undefined) return undefined;
    const bucketPrefix = `${stack}-${name}-`.slice(0, LONGEST_PREFIX);
    return { props: { ...props, bucketPrefix }, opts };
  };
