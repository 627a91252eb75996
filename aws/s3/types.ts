import { partsOf, type ServiceTypes } from "../contract/resource-type.ts";

export const BUCKET = "aws:s3/bucket:Bucket";
export const BUCKET_ACCELERATE_CONFIGURATION =
  "aws:s3/bucketAccelerateConfiguration:BucketAccelerateConfiguration";
export const BUCKET_OBJECT = "aws:s3/bucketObjectv2:BucketObjectv2";
export const BUCKET_OWNERSHIP_CONTROLS = "aws:s3/bucketOwnershipControls:BucketOwnershipControls";
export const BUCKET_POLICY = "aws:s3/bucketPolicy:BucketPolicy";
export const BUCKET_PUBLIC_ACCESS_BLOCK = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
export const BUCKET_ENCRYPTION =
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
/** A bucket's type in version 6 of the provider. */
export const BUCKET_V2 = "aws:s3/bucketV2:BucketV2";
export const BUCKET_VERSIONING = "aws:s3/bucketVersioning:BucketVersioning";
export const BUCKET_WEBSITE_CONFIGURATION =
  "aws:s3/bucketWebsiteConfiguration:BucketWebsiteConfiguration";

export const types: ServiceTypes = {
  [BUCKET]: { holdsData: true, names: ["bucket"], cloudFormation: "AWS::S3::Bucket" },
  [BUCKET_V2]: { holdsData: true, names: ["bucket"] },
  ...partsOf(BUCKET, [
    BUCKET_ACCELERATE_CONFIGURATION,
    BUCKET_OBJECT,
    BUCKET_OWNERSHIP_CONTROLS,
    BUCKET_POLICY,
    BUCKET_PUBLIC_ACCESS_BLOCK,
    BUCKET_ENCRYPTION,
    BUCKET_VERSIONING,
    BUCKET_WEBSITE_CONFIGURATION,
  ]),
};
