import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { allowDistribution, bucketPolicy, denyInsecureTransport } from "./bucket-policy.ts";
import type { SiteBucket } from "./site-bucket.ts";

export interface CdnArgs {
  /** The private bucket that contains the files. */
  readonly site: SiteBucket;
  /** The object to return for `/`, e.g. `index.html`. */
  readonly rootObject: string;
  /** The key of the page for missing files, e.g. `error.html`; it is sent with status 404. */
  readonly errorDocument: string;
  /** Additional host names; they need `certificateArn`. @default [], only CloudFront's own */
  readonly aliases?: readonly string[];
  /** A certificate for all `aliases`, in us-east-1, as CloudFront requires. @default CloudFront's own */
  readonly certificateArn?: pulumi.Input<string>;
  /** The edge locations that serve the site; PriceClass_100 excludes Korea and Japan. @default "PriceClass_200" */
  readonly priceClass?: "PriceClass_100" | "PriceClass_200" | "PriceClass_All";
  /** The response headers policy. @default AWS's SecurityHeadersPolicy: HSTS, nosniff, frame and referrer policy */
  readonly responseHeadersPolicyId?: pulumi.Input<string>;
}

/** @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html */
const CACHING_OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6";
/** @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-response-headers-policies.html */
const SECURITY_HEADERS = "67f7725c-6f97-4210-82d7-5512b31e9d03";
/** How long edge locations cache that a file is missing: a new file appears within this time. */
const ERROR_SECONDS = 10;

/**
 * A CloudFront distribution in front of a private bucket, which only it may read (origin access control). HTTPS, HTTP/2 and 3,
 * IPv6, compression; caches according to each object's Cache-Control.
 *
 * No monthly cost of its own; the first TB and 10 million requests are free, then about $0.12 per GB from Seoul.
 *
 * @example new Cdn("site", { site: bucket, rootObject: "index.html", errorDocument: "error.html" });
 */
export class Cdn extends pulumi.ComponentResource {
  readonly distributionId: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;
  /** Host name, e.g. `dx0b54w9entj1.cloudfront.net`. */
  readonly domainName: pulumi.Output<string>;
  /** CloudFront's hosted zone, for alias records. */
  readonly hostedZoneId: pulumi.Output<string>;

  /** @throws when there are aliases without a certificate, or the certificate is not in us-east-1. */
  constructor(name: string, args: CdnArgs, opts?: pulumi.ComponentResourceOptions) {
    super("class:cdn:Cdn", name, {}, opts);
    const {
      site,
      rootObject,
      errorDocument,
      aliases = [],
      certificateArn,
      priceClass = "PriceClass_200",
      responseHeadersPolicyId = SECURITY_HEADERS,
    } = args;
    requireCertificate(aliases, certificateArn);
    const child = { parent: this };

    const access = new aws.cloudfront.OriginAccessControl(
      name,
      {
        description: "Signs what CloudFront asks of the bucket",
        originAccessControlOriginType: "s3",
        signingBehavior: "always",
        signingProtocol: "sigv4",
      },
      child,
    );
    const distribution = new aws.cloudfront.Distribution(
      name,
      {
        enabled: true,
        comment: name,
        defaultRootObject: rootObject,
        httpVersion: "http2and3",
        isIpv6Enabled: true,
        priceClass,
        aliases: [...aliases],
        origins: [
          {
            originId: "bucket",
            domainName: site.bucket.bucketRegionalDomainName,
            originAccessControlId: access.id,
          },
        ],
        defaultCacheBehavior: {
          targetOriginId: "bucket",
          viewerProtocolPolicy: "redirect-to-https",
          allowedMethods: ["GET", "HEAD"],
          cachedMethods: ["GET", "HEAD"],
          compress: true,
          cachePolicyId: CACHING_OPTIMIZED,
          responseHeadersPolicyId,
        },
        // Without permission to list the bucket, S3 returns 403 for a missing object.
        customErrorResponses: [403, 404].map((errorCode) => ({
          errorCode,
          responseCode: 404,
          responsePagePath: `/${errorDocument}`,
          errorCachingMinTtl: ERROR_SECONDS,
        })),
        restrictions: { geoRestriction: { restrictionType: "none" } },
        viewerCertificate:
          certificateArn === undefined
            ? { cloudfrontDefaultCertificate: true }
            : {
                acmCertificateArn: certificateArn,
                sslSupportMethod: "sni-only",
                minimumProtocolVersion: "TLSv1.2_2021",
              },
      },
      child,
    );
    new aws.s3.BucketPolicy(
      name,
      {
        bucket: site.bucketName,
        policy: bucketPolicy(
          denyInsecureTransport(site.arn),
          allowDistribution(site.arn, distribution.arn),
        ),
      },
      { ...child, dependsOn: site.publicAccessBlock },
    );

    this.distributionId = distribution.id;
    this.arn = distribution.arn;
    this.domainName = distribution.domainName;
    this.hostedZoneId = distribution.hostedZoneId;
    this.registerOutputs({ distributionId: this.distributionId, domainName: this.domainName });
  }
}

/** @throws when there are aliases without a certificate, or the certificate is not in us-east-1. */
export function requireCertificate(
  aliases: readonly string[],
  certificateArn: pulumi.Input<string> | undefined,
): void {
  if (aliases.length > 0 && certificateArn === undefined)
    throw new Error(
      `aliases ${aliases.join(", ")} need certificateArn: an ACM certificate for these names in us-east-1`,
    );
  if (typeof certificateArn === "string" && certificateArn.split(":")[3] !== "us-east-1")
    throw new Error(
      `certificateArn "${certificateArn}" is not in us-east-1, the only region that CloudFront supports: request it there`,
    );
}
