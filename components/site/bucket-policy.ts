import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { SiteBucket } from "./site-bucket.ts";

type Statement = aws.iam.PolicyStatement;

/** A bucket policy as JSON text. A bucket has only one policy, so all its statements are combined here. */
export const bucketPolicy = (...Statement: Statement[]): pulumi.Output<string> =>
  pulumi.jsonStringify({ Version: "2012-10-17", Statement });

/** Attaches a policy to a bucket that denies requests without TLS, and contains `statements`. */
export const attachTlsPolicy = (
  name: string,
  { bucketName, arn, publicAccessBlock }: SiteBucket,
  statements: readonly Statement[],
  opts: pulumi.CustomResourceOptions,
): aws.s3.BucketPolicy =>
  new aws.s3.BucketPolicy(
    name,
    { bucket: bucketName, policy: bucketPolicy(denyInsecureTransport(arn), ...statements) },
    { ...opts, dependsOn: publicAccessBlock },
  );

/** Everyone on the internet can read objects, but not list them.
 *
 * @param prefixes key prefixes such as `public/`; all objects by default
 */
export const allowPublicRead = (
  bucketArn: pulumi.Input<string>,
  prefixes: readonly string[] = [""],
): Statement => ({
  Sid: "PublicRead",
  Effect: "Allow",
  Principal: "*",
  Action: "s3:GetObject",
  Resource: prefixes.map((prefix) => pulumi.interpolate`${bucketArn}/${prefix}*`),
});

/** One CloudFront distribution may read objects; another account's distribution cannot use this permission. */
export const allowDistribution = (
  bucketArn: pulumi.Input<string>,
  distributionArn: pulumi.Input<string>,
): Statement => ({
  Sid: "DistributionRead",
  Effect: "Allow",
  Principal: { Service: "cloudfront.amazonaws.com" },
  Action: "s3:GetObject",
  Resource: pulumi.interpolate`${bucketArn}/*`,
  Condition: { StringEquals: { "AWS:SourceArn": distributionArn } },
});

/** Denies requests without TLS. Not for a website endpoint: S3 serves those over HTTP only. */
export const denyInsecureTransport = (bucketArn: pulumi.Input<string>): Statement => ({
  Sid: "TlsOnly",
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: [bucketArn, pulumi.interpolate`${bucketArn}/*`],
  Condition: { Bool: { "aws:SecureTransport": "false" } },
});
