import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { allowPublicRead, bucketPolicy } from "./bucket-policy.ts";
import { routingRules, type RedirectRule } from "./redirect-rules.ts";
import type { SiteBucket } from "./site-bucket.ts";

export interface WebsiteArgs {
  /** The bucket with the pages; it must have a `publicReason`. */
  readonly site: SiteBucket;
  /** The page for a path that ends with a slash, e.g. `index.html`. */
  readonly indexDocument: string;
  /** Key of the page for errors, e.g. `error.html`. */
  readonly errorDocument: string;
  /** @default [] */
  readonly redirects?: readonly RedirectRule[];
}

/**
 * Static website hosting by S3: plain HTTP, and every object is public. For HTTPS and a private bucket see Cdn.
 *
 * No cost of its own; requests about $0.00035 per 1,000 and $0.126 per GB sent, from Seoul.
 *
 * @example new Website("site", { site: bucket, indexDocument: "index.html", errorDocument: "error.html" });
 */
export class Website extends pulumi.ComponentResource {
  /** Host name, e.g. `site.s3-website.ap-northeast-2.amazonaws.com`. */
  readonly endpoint: pulumi.Output<string>;
  /** The region's website host, as the target of a Route 53 alias record. */
  readonly aliasTarget: pulumi.Output<string>;

  /** @throws when a redirect is malformed. */
  constructor(name: string, args: WebsiteArgs, opts?: pulumi.ComponentResourceOptions) {
    super("class:website:Website", name, {}, opts);
    const { site, indexDocument, errorDocument, redirects = [] } = args;
    const rules = routingRules(redirects);
    const child = { parent: this };

    const configuration = new aws.s3.BucketWebsiteConfiguration(
      name,
      {
        bucket: site.bucketName,
        indexDocument: { suffix: indexDocument },
        errorDocument: { key: errorDocument },
        ...(rules.length > 0 && { routingRules: rules }),
      },
      child,
    );
    new aws.s3.BucketPolicy(
      name,
      { bucket: site.bucketName, policy: bucketPolicy(allowPublicRead(site.arn)) },
      { ...child, dependsOn: site.publicAccessBlock },
    );

    this.endpoint = configuration.websiteEndpoint;
    this.aliasTarget = configuration.websiteDomain;
    this.registerOutputs({ endpoint: this.endpoint, aliasTarget: this.aliasTarget });
  }
}
