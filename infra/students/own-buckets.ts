import type * as pulumi from "@pulumi/pulumi";
import { BUCKET } from "../../aws/s3/types.ts";

/** S3's limit for a prefix, so that the digits behind it have room. */
const LONGEST_PREFIX = 37;

/**
 * Lets the name of each bucket begin with the name of the student's stack: S3 knows no tags where it decides about
 * objects, so that a student's rights know the own buckets by their names.
 */
export const ownBuckets =
  (stack: string): pulumi.ResourceTransformation =>
  ({ type, name, props, opts }) => {
    if (type !== BUCKET || (props as { bucket?: unknown }).bucket !== undefined) return undefined;
    const bucketPrefix = `${stack}-${name}-`.slice(0, LONGEST_PREFIX);
    return { props: { ...props, bucketPrefix }, opts };
  };
