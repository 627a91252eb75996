import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { attachTlsPolicy } from "../site/bucket-policy.ts";
import { SiteBucket } from "../site/site-bucket.ts";
import { withoutLinks } from "./bundle-links.ts";

export interface BundleArgs {
  /** The application's files, by their paths in the zip file; links are not allowed. */
  readonly files: pulumi.asset.Archive;
  /**
   * The zip file's key in the bucket. With the same key, earlier bundles stay as versions of the object; a new key replaces
   * the object. @default "app.zip"
   */
  readonly key?: string;
  /** Deletes the bundles together with the bucket. Without it, destroying the bucket fails. */
  readonly forceDestroy: boolean;
}

/**
 * An application as a zip file in a private, versioned bucket that requires TLS, for CodeDeploy and Elastic Beanstalk to
 * deploy. Earlier versions stay, so that a rollback finds them.
 *
 * @example new Bundle("app", { files: new pulumi.asset.FileArchive("app"), forceDestroy: true });
 *
 * Costs next to nothing: $0.025 per GB and month in Seoul, for each version kept.
 */
export class Bundle extends pulumi.ComponentResource {
  readonly bucketName: pulumi.Output<string>;
  readonly key: pulumi.Output<string>;
  /** The object version of the current bundle. */
  readonly versionId: pulumi.Output<string>;
  /** A policy (JSON) that allows reading the bundles. */
  readonly readPolicy: pulumi.Output<string>;

  constructor(name: string, args: BundleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("class:bundle:Bundle", name, {}, opts);
    const { files, key = "app.zip", forceDestroy } = args;
    const child = { parent: this };

    const bucket = new SiteBucket(name, { versioned: true, forceDestroy }, child);
    attachTlsPolicy(name, bucket, [], child);
    const object = new aws.s3.BucketObjectv2(
      name,
      {
        bucket: bucket.bucketName,
        key,
        source: withoutLinks(files),
        contentType: "application/zip",
      },
      // After versioning, so that the first bundle is a version too, and is deleted before the bucket.
      { ...child, dependsOn: bucket },
    );

    this.bucketName = bucket.bucketName;
    this.key = object.key;
    this.versionId = object.versionId;
    this.readPolicy = pulumi.jsonStringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: ["s3:GetObject", "s3:GetObjectVersion"],
          Resource: pulumi.interpolate`${bucket.arn}/*`,
        },
        { Effect: "Allow", Action: "s3:ListBucket", Resource: bucket.arn },
      ],
    });
    this.registerOutputs({ bucketName: this.bucketName, key: this.key });
  }
}
