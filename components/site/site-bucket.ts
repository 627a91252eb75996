import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { requireReason } from "../shared/reason.ts";
import { bucketNameFault } from "./bucket-name.ts";
import type { SiteFile } from "./site-files.ts";

export interface SiteBucketArgs {
  /** Deletes the bucket's contents together with it. Without it, destroying a bucket that is not empty fails. */
  readonly forceDestroy: boolean;
  /** Files to upload, see `siteFiles`. @default [] */
  readonly files?: readonly SiteFile[];
  /** The bucket's name, unique in all of AWS. @default the resource's name and seven random digits */
  readonly bucketName?: string;
  /** Keeps earlier versions of objects, each charged like an object; deleting an object leaves a delete marker. @default false */
  readonly versioned?: boolean;
  /** Why a bucket policy may make objects public. The caller attaches the policy. @default public policies are blocked */
  readonly publicReason?: string;
}

/**
 * A private, encrypted S3 bucket without access control lists, and its files. An object changes only when its file's content,
 * type or cache rule changes.
 *
 * About $0.025 per GB and month in Seoul, and $0.0045 per 1,000 uploads.
 *
 * @example new SiteBucket("notes", { files: siteFiles("notes"), versioned: true, forceDestroy: true });
 */
export class SiteBucket extends pulumi.ComponentResource {
  readonly bucket: aws.s3.Bucket;
  readonly bucketName: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;
  /** The uploaded objects, by key. */
  readonly objects: ReadonlyMap<string, aws.s3.BucketObjectv2>;
  /** Attach a public policy only after this: S3 refuses public policies before. */
  readonly publicAccessBlock: aws.s3.BucketPublicAccessBlock;

  /** @throws when `publicReason` is blank, or `bucketName` is not a valid bucket name. */
  constructor(name: string, args: SiteBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    // The reason is stored in the state, where reviewers and policy packs find it.
    super("class:site-bucket:SiteBucket", name, { publicReason: args.publicReason }, opts);
    const { forceDestroy, files = [], bucketName, versioned = false, publicReason } = args;
    if (publicReason !== undefined) requireReason("publicReason", publicReason);
    const fault = bucketName === undefined ? undefined : bucketNameFault(bucketName);
    if (fault !== undefined) throw new Error(`bucketName "${bucketName}" is not valid: ${fault}`);
    const child = { parent: this };

    this.bucket = new aws.s3.Bucket(name, { bucket: bucketName, forceDestroy }, child);
    const bucket = this.bucket.bucket;
    const ownership = new aws.s3.BucketOwnershipControls(
      name,
      { bucket, rule: { objectOwnership: "BucketOwnerEnforced" } },
      child,
    );
    this.publicAccessBlock = new aws.s3.BucketPublicAccessBlock(
      name,
      {
        bucket,
        blockPublicAcls: true,
        ignorePublicAcls: true,
        blockPublicPolicy: publicReason === undefined,
        restrictPublicBuckets: publicReason === undefined,
      },
      // S3 returns "conflicting operation" when both are set at the same time.
      { ...child, dependsOn: ownership },
    );
    new aws.s3.BucketServerSideEncryptionConfiguration(
      name,
      { bucket, rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }] },
      child,
    );
    const versioning = versioned
      ? new aws.s3.BucketVersioning(
          name,
          { bucket, versioningConfiguration: { status: "Enabled" } },
          child,
        )
      : undefined;

    // Objects are deleted before versioning is removed, so that no delete marker is left that would keep the bucket.
    const upload = { ...child, dependsOn: versioning ?? [] };
    this.objects = new Map(
      files.map(({ key, path, hash, contentType, cacheControl }) => [
        key,
        new aws.s3.BucketObjectv2(
          `${name}-${key}`,
          {
            bucket,
            key,
            source: new pulumi.asset.FileAsset(path),
            sourceHash: hash,
            contentType,
            cacheControl,
          },
          upload,
        ),
      ]),
    );

    this.bucketName = bucket;
    this.arn = this.bucket.arn;
    this.registerOutputs({ bucketName: this.bucketName, arn: this.arn });
  }
}
