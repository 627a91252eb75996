import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { requireDomainName } from "../dns/domain-name.ts";
import { RedirectBucket } from "./redirect-bucket.ts";

/** A host name for a site, in an existing Route 53 zone. */
export interface Domain {
  /** The name, e.g. `mydomain.com`. */
  readonly name: string;
  /** The public hosted zone of the name. */
  readonly zoneId: pulumi.Input<string>;
  /** Whether `www.NAME` leads to the site, too. @default true */
  readonly www?: boolean;
}

export interface SiteDomainArgs extends Domain {
  /** `website` is an S3 website endpoint, `cdn` a CloudFront distribution. */
  readonly delivery: "website" | "cdn";
  /** The target of an alias record: its host, and that host's hosted zone, which belongs to AWS. */
  readonly target: { readonly host: pulumi.Input<string>; readonly zoneId: pulumi.Input<string> };
}

/** The TTL of a CNAME, in seconds; alias records have their target's. */
const TTL_SECONDS = 300;

/**
 * The DNS records of a site's domain. The apex is an alias record, because a CNAME is not allowed there. `www` is an alias
 * record to the distribution too, or for a website a CNAME to a bucket that redirects to the apex: a website endpoint finds
 * its bucket by the host name in the request, so the bucket has the host's name.
 *
 * No cost: alias queries are free, CNAME queries $0.40 per million.
 *
 * @example new SiteDomain("site", { name: "mydomain.com", zoneId, delivery: "cdn", target: { host, zoneId: cdnZone } });
 */
export class SiteDomain extends pulumi.ComponentResource {
  /** @throws when the domain name is not valid. */
  constructor(name: string, args: SiteDomainArgs, opts?: pulumi.ComponentResourceOptions) {
    super("class:site-domain:SiteDomain", name, {}, opts);
    const { name: apex, zoneId, www = true, delivery, target } = args;
    requireDomainName(apex);
    const child = { parent: this };
    const alias = (host: string, type: "A" | "AAAA") =>
      new aws.route53.Record(
        `${name}-${host}-${type.toLowerCase()}`,
        {
          zoneId,
          name: host,
          type,
          aliases: [{ name: target.host, zoneId: target.zoneId, evaluateTargetHealth: false }],
        },
        child,
      );

    if (delivery === "cdn") {
      for (const host of hostsOf(args)) {
        alias(host, "A");
        alias(host, "AAAA");
      }
    } else {
      alias(apex, "A");
      if (www) wwwRedirect(name, apex, zoneId, child);
    }
    this.registerOutputs({});
  }
}

/** The host names of a domain: the apex, and `www` unless it is switched off. */
export const hostsOf = ({ name, www = true }: Domain): string[] =>
  www ? [name, `www.${name}`] : [name];

function wwwRedirect(
  name: string,
  apex: string,
  zoneId: pulumi.Input<string>,
  opts: pulumi.ResourceOptions,
): void {
  const host = `www.${apex}`;
  const { endpoint } = new RedirectBucket(`${name}-www`, { host, to: apex }, opts);
  new aws.route53.Record(
    `${name}-${host}-cname`,
    { zoneId, name: host, type: "CNAME", ttl: TTL_SECONDS, records: [endpoint] },
    opts,
  );
}
