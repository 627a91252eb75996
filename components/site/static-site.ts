import * as pulumi from "@pulumi/pulumi";
import { requireDomainName } from "../dns/domain-name.ts";
import { requireReason } from "../shared/reason.ts";
import { Cdn, requireCertificate, type CdnArgs } from "./cdn.ts";
import { Invalidation } from "./invalidation.ts";
import { routingRules, type RedirectRule } from "./redirect-rules.ts";
import { SiteBucket } from "./site-bucket.ts";
import { hostsOf, SiteDomain, type Domain } from "./site-domain.ts";
import { siteFiles, type CacheRules, type SiteFile } from "./site-files.ts";
import { Website } from "./website.ts";

export type StaticSiteArgs = WebsiteDelivery | CdnDelivery;

interface SiteArgs {
  /** The folder with the site's files, absolute or relative to the working directory. */
  readonly folder: string;
  /** Deletes the files together with the bucket; without it, destroying a site that has files fails. */
  readonly forceDestroy: boolean;
  /** The page for `/`. @default "index.html" */
  readonly indexDocument?: string;
  /** The page for errors. @default "error.html" */
  readonly errorDocument?: string;
  /** Cache-Control by glob, with precedence over the defaults of `siteFiles`. @default {} */
  readonly cacheControl?: CacheRules;
  /** Keeps earlier versions of the files, charged like files. @default false */
  readonly versioned?: boolean;
}

/** S3 serves the site itself, over HTTP. */
export interface WebsiteDelivery extends SiteArgs {
  readonly delivery: "website";
  /** Why the bucket may be public. */
  readonly publicReason: string;
  /** @default [] */
  readonly redirects?: readonly RedirectRule[];
  /** The bucket has the domain's name; `www` redirects to the apex. @default only the endpoint's name */
  readonly domain?: Domain;
}

/** CloudFront serves the site from a private bucket, over HTTPS. */
export interface CdnDelivery
  extends
    SiteArgs,
    Pick<CdnArgs, "aliases" | "certificateArn" | "priceClass" | "responseHeadersPolicyId"> {
  readonly delivery: "cdn";
  /** The domain's names are added to `aliases`, and need `certificateArn`. @default only CloudFront's name */
  readonly domain?: Domain;
}

/**
 * A static website: served by S3 itself, public and over HTTP, or by CloudFront from a private bucket over HTTPS. A changed
 * file is uploaded, and only that file is removed from CloudFront's caches.
 *
 * A class's site costs cents a month: see SiteBucket, Website and Cdn.
 *
 * @example new StaticSite("site", { folder: "site", delivery: "cdn", forceDestroy: true });
 */
export class StaticSite extends pulumi.ComponentResource {
  /** The address to open in a browser. */
  readonly url: pulumi.Output<string>;
  readonly bucketName: pulumi.Output<string>;
  /** Keys of the uploaded files. */
  readonly objectKeys: readonly string[];
  /** Host name of the website endpoint, with delivery `website`. */
  readonly websiteEndpoint?: pulumi.Output<string>;
  /** With delivery `cdn`. */
  readonly distributionId?: pulumi.Output<string>;
  /** CloudFront's host name, with delivery `cdn`. */
  readonly distributionDomain?: pulumi.Output<string>;

  /** @throws when a file or reason is missing, or an argument is malformed, before anything is created. */
  constructor(name: string, args: StaticSiteArgs, opts?: pulumi.ComponentResourceOptions) {
    super("class:static-site:StaticSite", name, {}, opts);
    const { forceDestroy, versioned, domain } = args;
    const { indexDocument = "index.html", errorDocument = "error.html" } = args;
    const files = siteFiles(args.folder, args.cacheControl);
    requirePage("indexDocument", indexDocument, files);
    requirePage("errorDocument", errorDocument, files);
    requireDelivery(args);
    const child = { parent: this };

    const site = new SiteBucket(
      name,
      {
        files,
        forceDestroy,
        versioned,
        ...(args.delivery === "website" && {
          publicReason: args.publicReason,
          bucketName: domain?.name,
        }),
      },
      child,
    );
    if (args.delivery === "website") {
      const { redirects } = args;
      const website = new Website(name, { site, indexDocument, errorDocument, redirects }, child);
      this.websiteEndpoint = website.endpoint;
      this.url = pulumi.interpolate`http://${domain?.name ?? website.endpoint}`;
      const target = { host: website.aliasTarget, zoneId: site.bucket.hostedZoneId };
      if (domain) new SiteDomain(name, { ...domain, delivery: "website", target }, child);
    } else {
      const { certificateArn, priceClass, responseHeadersPolicyId } = args;
      const served = {
        aliases: aliasesOf(args),
        certificateArn,
        priceClass,
        responseHeadersPolicyId,
      };
      const cdn = new Cdn(
        name,
        { site, rootObject: indexDocument, errorDocument, ...served },
        child,
      );
      const { distributionId, domainName, hostedZoneId } = cdn;
      const versions = Object.fromEntries(files.map((file) => [file.key, versionOf(file)]));
      new Invalidation(
        name,
        { distributionId, versions, rootObject: indexDocument },
        { ...child, dependsOn: [...site.objects.values()] },
      );
      this.distributionId = distributionId;
      this.distributionDomain = domainName;
      this.url = pulumi.interpolate`https://${domain?.name ?? domainName}`;
      const target = { host: domainName, zoneId: hostedZoneId };
      if (domain) new SiteDomain(name, { ...domain, delivery: "cdn", target }, child);
    }

    this.bucketName = site.bucketName;
    this.objectKeys = files.map(({ key }) => key);
    this.registerOutputs({ url: this.url, bucketName: this.bucketName });
  }
}

const versionOf = ({ hash, contentType, cacheControl }: SiteFile): string =>
  [hash, contentType, cacheControl].join(" ");

const aliasesOf = ({ domain, aliases = [] }: CdnDelivery): string[] => [
  ...(domain ? hostsOf(domain) : []),
  ...aliases,
];

/** Reports errors early that a child would report only after the bucket exists. */
function requireDelivery(args: StaticSiteArgs): void {
  if (args.domain) requireDomainName(args.domain.name);
  if (args.delivery === "website") {
    requireReason("publicReason", args.publicReason);
    routingRules(args.redirects ?? []);
  } else {
    requireCertificate(aliasesOf(args), args.certificateArn);
  }
}

function requirePage(argument: string, key: string, files: readonly SiteFile[]): void {
  if (!files.some((file) => file.key === key))
    throw new Error(
      `${argument} "${key}" is not among the site's files (${files.map((file) => file.key).join(", ")})`,
    );
}
