import type { DistributionConfig } from "@aws-sdk/client-cloudfront";
import type { WebRequest } from "../answerer.ts";
import type { Validators } from "../objects/conditions.ts";
import type { Caching } from "./behaviors.ts";
import type { Encoding } from "./compression.ts";
import { selected } from "./sent.ts";

/** A request to an origin, on behalf of a viewer. */
export type OriginRequest = Pick<
  WebRequest,
  "method" | "path" | "query" | "headers" | "isSecure" | "gone"
>;

/** Headers of a viewer that CloudFront handles itself. */
const OF_VIEWER =
  /^(connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|accept-encoding|range|if-.*)$/;

/**
 * The request to the origin: the policies' selection of the viewer's request, with GET instead of HEAD, and the default root
 * object instead of `/`.
 *
 * @param validators of the cached object: the origin is asked whether it has changed
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html
 */
export function originRequest(
  { DefaultRootObject: root = "" }: Pick<DistributionConfig, "DefaultRootObject">,
  viewer: WebRequest,
  { caching, encodings }: { readonly caching: Caching; readonly encodings: readonly Encoding[] },
  { etag, lastModified }: Partial<Validators> = {},
): OriginRequest {
  const { method, path, host, isSecure, gone } = viewer;
  const sent = [caching.request, caching.key].map((which) => selected(viewer, which));
  const headers = Object.fromEntries(
    sent.flatMap((each) => Object.entries(each.headers).filter(([name]) => !OF_VIEWER.test(name))),
  );
  const query = new Set(sent.flatMap((each) => each.query.split("&")));
  return {
    method: method === "HEAD" ? "GET" : method,
    path: path === "/" && root !== "" ? `/${root}` : path,
    query: [...query].filter(Boolean).join("&"),
    ...{ isSecure, gone },
    headers: {
      "user-agent": "Amazon CloudFront",
      ...headers,
      ...(headers.host !== undefined && { host }),
      ...(encodings.length > 0 && { "accept-encoding": encodings.join(", ") }),
      ...(etag !== undefined && { "if-none-match": etag }),
      ...(lastModified !== undefined && { "if-modified-since": lastModified }),
    },
  };
}
