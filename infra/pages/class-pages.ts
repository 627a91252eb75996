import path from "node:path";
import type * as pulumi from "@pulumi/pulumi";
import { StaticSite } from "../../components/site/static-site.ts";
import { UnlistedHeaders } from "../../components/site/unlisted-headers.ts";

/** Relative to the working directory, because the path is stored in the state, and must be the same on every machine. */
const folder = path.relative(process.cwd(), path.join(import.meta.dirname, "site"));

/**
 * The site for a class's published pages: a private bucket behind CloudFront. The program uploads only the page for `/` and the
 * one for errors; `npm run class -- page --publish` uploads the class's pages, which it renders from the deployed stack. They are
 * deleted together with the bucket.
 */
export function pagesOutputs(parent: pulumi.Resource) {
  const responseHeadersPolicyId = new UnlistedHeaders("pages", { parent }).policyId;
  const site = new StaticSite(
    "pages",
    { folder, delivery: "cdn", forceDestroy: true, responseHeadersPolicyId },
    { parent },
  );
  const { url, bucketName } = site;
  return { url, bucketName };
}
