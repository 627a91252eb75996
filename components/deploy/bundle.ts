import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { attachTlsPolicy } from "../site/bucket-policy.ts";
import { SiteBucket } from "../site/site-bucket.ts";
import { withoutLinks } from "./bundle-links.ts";

export interface BundleArgs {
  /** The files of the application, by their paths in the zip file; none of them a link. */
  readonly files: pulumi.asset.Archive;
  /**
   * The zip file's key in the bucket. The same key keeps former bundles as versions of the object; another key takes
   * the object's place. @default "app.zip"
   */
  readonly key?: string;
  /** Deletes the bundles together with the bucket. Without it, destroying the bucket fails. */
  readonly forceDestroy: boolean;
}

/**
 * An application as a zip file in a private, versioned bucket that asks for TLS: what CodeDeploy and Elastic Beanstalk deploy. A former
 * version stays, so that a roll-back finds it.
 *
 * @example new Bundle("app", { files: new pulumi.asset.FileArchive("app"), forceDestroy: true });
 *
 * Costs next to nothing: $0.025 per GB and month in Seoul, for each version kept.
 */
export class Bundle extends pulumi.ComponentResource {
  readonly bucketName: pulumi.Output<string>;
  readonly key: pulumi.Output<string>;
  /** Which of the versions under this key it is. */
  readonly versionId: pulumi.Output<string>;
  /** Policy (JSON) that lets its bearer read the bundles. */
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
      // After versioning, so that the first bundle is a version too, and goes before it.
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
