import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { SiteBucket } from "./site-bucket.ts";

export interface RedirectBucketArgs {
  /** The host to redirect, which is also the bucket's name, e.g. `www.mydomain.com`. */
  readonly host: string;
  /** The host that requests are redirected to, e.g. `mydomain.com`. */
  readonly to: string;
  /** @default "http" */
  readonly protocol?: "http" | "https";
}

/**
 * An empty, private bucket whose website endpoint redirects every request to another host. Only requests cost anything.
 *
 * @example new RedirectBucket("www", { host: "www.mydomain.com", to: "mydomain.com" });
 */
export class RedirectBucket extends pulumi.ComponentResource {
  /** The host name of the bucket's website endpoint. */
  readonly endpoint: pulumi.Output<string>;

  /** @throws when `host` is not a valid bucket name. */
  constructor(name: string, args: RedirectBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    super("class:redirect-bucket:RedirectBucket", name, {}, opts);
    const { host, to, protocol = "http" } = args;
    const child = { parent: this };

    const { bucketName } = new SiteBucket(name, { bucketName: host, forceDestroy: true }, child);
    const configuration = new aws.s3.BucketWebsiteConfiguration(
      name,
      { bucket: bucketName, redirectAllRequestsTo: { hostName: to, protocol } },
      child,
    );

    this.endpoint = configuration.websiteEndpoint;
    this.registerOutputs({ endpoint: this.endpoint });
  }
}
