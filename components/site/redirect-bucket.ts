import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { SiteBucket } from "./site-bucket.ts";

export interface RedirectBucketArgs {
  /** Host that is redirected, and so the bucket's name, e.g. `www.mydomain.com`. */
  readonly host: string;
  /** Host that every request is sent to, e.g. `mydomain.com`. */
  readonly to: string;
  /** @default "http" */
  readonly protocol?: "http" | "https";
}

/**
 * An empty, private bucket whose website endpoint sends every request to another host. Costs nothing but requests.
 *
 * @example new RedirectBucket("www", { host: "www.mydomain.com", to: "mydomain.com" });
 */
export class RedirectBucket extends pulumi.ComponentResource {
  /** Host name of the bucket's website endpoint. */
  readonly endpoint: pulumi.Output<string>;

  /** @throws when `host` is no valid bucket name. */
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
