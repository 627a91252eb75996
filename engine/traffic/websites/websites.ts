import { type Answerer, discard, type WebAnswer, type WebRequest } from "../answerer.ts";
import type { Emulated } from "../emulated.ts";
import { keyIn } from "../objects/key.ts";
import { encodedKey, exists, isBucketName, retrieve, type Wanted } from "../objects/retrieve.ts";
import {
  invalidUri,
  methodNotAllowed,
  noSuchBucket,
  noSuchKey,
  type S3Error,
} from "../objects/s3-error.ts";
import { type Configuration, Configurations } from "./configuration.ts";
import { errorHeaders, errorPage, redirectAnswer } from "./pages.ts";
import { redirected } from "./routing.ts";

/** With a dot or a dash before the region. https://docs.aws.amazon.com/general/latest/gr/s3.html#s3_website_region_endpoints */
const ENDPOINT = /^(?:(.+)\.)?s3-website[.-]([a-z]{2}(?:-[a-z]+)+-\d)\.amazonaws\.com$/;

const AWS_OWN = /(^|\.)amazonaws\.com$/;

/** Where S3 redirects requests to the endpoint itself. */
const PRODUCT_PAGE = "https://aws.amazon.com/s3/";

/**
 * Buckets as websites: at their endpoints, and at their own names, for domains that point to them.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteEndpoints.html
 */
export class Websites implements Answerer {
  readonly #emulated: Emulated;
  readonly #configurations: Configurations;

  constructor(emulated: Emulated) {
    this.#emulated = emulated;
    this.#configurations = new Configurations(emulated);
  }

  async answersFor(host: string): Promise<boolean> {
    if (ENDPOINT.test(host)) return true;
    if (AWS_OWN.test(host) || !isBucketName(host)) return false;
    return (await this.#configurations.of(host))?.configuration !== undefined;
  }

  async answer(request: WebRequest): Promise<WebAnswer> {
    const { method, host, path } = request;
    const endpoint = ENDPOINT.exec(host);
    const name = endpoint ? endpoint[1] : host;
    if (name === undefined) return redirectAnswer({ status: 301, location: PRODUCT_PAGE });
    if (method !== "GET" && method !== "HEAD") return errorPage(methodNotAllowed(method));
    const bucket = await this.#configurations.of(name);
    if (bucket === undefined) return errorPage(noSuchBucket(name));
    if (endpoint && endpoint[2] !== bucket.region)
      return errorPage(wrongRegion(name, bucket.region));
    if (bucket.configuration === undefined) return errorPage(noWebsite(name));
    const key = keyIn(path);
    if (key === undefined) return errorPage(invalidUri(path));
    return this.#page(name, bucket.configuration, { ...request, key });
  }

  async #page(
    bucket: string,
    configuration: Configuration,
    asked: WebRequest & { readonly key: string },
  ): Promise<WebAnswer> {
    const { key, path, query, method, headers, gone } = asked;
    const { RedirectAllRequestsTo: all, IndexDocument, RoutingRules = [] } = configuration;
    if (all?.HostName !== undefined) {
      const rest = `${path}${query === "" ? "" : `?${query}`}`;
      return redirectAnswer({
        status: 301,
        location: `${all.Protocol ?? "http"}://${all.HostName}${rest}`,
      });
    }
    const first = redirected(RoutingRules, asked);
    if (first) return redirectAnswer(first);
    const suffix = IndexDocument?.Suffix ?? "index.html";
    const isFolder = key === "" || key.endsWith("/");
    const wanted = {
      ...{ bucket, key: isFolder ? `${key}${suffix}` : key },
      ...{ method, headers, isSecure: false, gone },
    };
    const found = await this.#retrieve(wanted);
    if ("answer" in found) {
      if (found.redirect === undefined) return found.answer;
      discard(found.answer);
      return redirectAnswer({ status: 301, location: found.redirect });
    }
    const { error } = found;
    if (error.status === 404 && !isFolder && (await this.#exists(bucket, `${key}/${suffix}`)))
      return redirectAnswer({ status: 302, location: `/${encodedKey(key)}/` });
    const then = redirected(RoutingRules, asked, error.status);
    if (then) return redirectAnswer(then);
    return this.#failed(error, wanted, configuration);
  }

  /** As an anonymous user; but at a website endpoint, S3 reports missing objects to everybody. */
  async #retrieve(wanted: Wanted): ReturnType<typeof retrieve> {
    const found = await retrieve(this.#emulated, wanted);
    if (!("error" in found) || found.error.code !== "AccessDenied") return found;
    const { bucket, key } = wanted;
    return (await this.#exists(bucket, key)) ? found : { error: noSuchKey(key) };
  }

  #exists(bucket: string, key: string): Promise<boolean> {
    return exists(this.#emulated, bucket, key);
  }

  /** The bucket's own error document, or S3's page. */
  async #failed(
    error: S3Error,
    { bucket, method, gone }: Wanted,
    { ErrorDocument }: Configuration,
  ): Promise<WebAnswer> {
    if (ErrorDocument?.Key === undefined || error.status >= 500) return errorPage(error);
    const wanted = { bucket, method, key: ErrorDocument.Key, isSecure: false, gone };
    const document = await this.#retrieve(wanted);
    if ("error" in document) return errorPage(error, document.error);
    const headers = { ...document.answer.headers, ...errorHeaders(error), ...error.headers };
    return { ...document.answer, headers, status: error.status };
  }
}

const noWebsite = (BucketName: string): S3Error => ({
  status: 404,
  code: "NoSuchWebsiteConfiguration",
  message: "The specified bucket does not have a website configuration",
  details: { BucketName },
});

const wrongRegion = (bucket: string, region: string): S3Error => ({
  status: 400,
  code: "IncorrectEndpoint",
  message:
    "The specified bucket exists in another region. Please direct requests to the specified endpoint.",
  details: { Endpoint: `${bucket}.s3-website.${region}.amazonaws.com` },
});
