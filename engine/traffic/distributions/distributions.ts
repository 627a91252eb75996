import type { DefaultCacheBehavior } from "@aws-sdk/client-cloudfront";
import { type Answerer, discard, type WebAnswer, type WebRequest } from "../answerer.ts";
import type { Emulated } from "../emulated.ts";
import { behaviorFor } from "./behaviors.ts";
import { Configurations, type Distribution } from "./configuration.ts";
import { type Delivered, Delivery } from "./delivery.ts";
import { cloudFrontPage } from "./error-page.ts";
import { Origins } from "./origins.ts";
import { withPolicy } from "./response-headers.ts";
import { viewerAnswer } from "./viewer-answer.ts";

/** Aliases cannot have names in this domain. */
const AWS_OWN = ".amazonaws.com";

/** Methods that the answerers on this machine support. */
const READS: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * CloudFront distributions, at their own host names and at their aliases.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/HowCloudFrontWorks.html
 */
export class Distributions implements Answerer {
  readonly #configurations: Configurations;
  readonly #delivery: Delivery;

  /**
   * @param others answerers for the host names of origins
   * @param now in milliseconds @default the machine's clock
   */
  constructor(
    emulated: Emulated,
    others: readonly Answerer[],
    now: () => number = () => Date.now(),
  ) {
    this.#configurations = new Configurations(emulated);
    const origins = new Origins(emulated, this.#configurations, others);
    this.#delivery = new Delivery(this.#configurations, origins, now);
  }

  async answersFor(host: string): Promise<boolean> {
    if (host.endsWith(AWS_OWN)) return false;
    return (await this.#configurations.idAt(host)) !== undefined;
  }

  async answer(request: WebRequest): Promise<WebAnswer> {
    const of = await this.#configurations.at(request.host);
    if (of?.config.Enabled !== true) return cloudFrontPage(403, "The distribution is disabled.");
    const behavior = behaviorFor(of.config, request.path);
    return refused(behavior, request) ?? this.#answer(of, behavior, request);
  }

  async #answer(
    of: Distribution,
    { ResponseHeadersPolicyId: policyId = "" }: DefaultCacheBehavior,
    request: WebRequest,
  ): Promise<WebAnswer> {
    const found = await this.#delivery.deliver(of, request);
    const page = found.status >= 400 ? await this.#errorPage(of, request, found) : found;
    const answer = viewerAnswer(of, request, page);
    if (policyId === "") return answer;
    const policy = await this.#configurations.responseHeadersPolicy(policyId);
    if (policy === undefined) return answer;
    return { ...answer, headers: withPolicy(answer.headers, policy, request.headers.origin) };
  }

  /** The distribution's own page for an error, if it has one that can be shown. */
  async #errorPage(of: Distribution, request: WebRequest, found: Delivered): Promise<Delivered> {
    const { CustomErrorResponses } = of.config;
    const own = CustomErrorResponses?.Items?.find(({ ErrorCode }) => ErrorCode === found.status);
    const { ResponsePagePath: path = "", ResponseCode = "" } = own ?? {};
    if (path === "") return found;
    const { "accept-encoding": acceptEncoding } = request.headers;
    const headers = { ...(acceptEncoding !== undefined && { "accept-encoding": acceptEncoding }) };
    const page = await this.#delivery.deliver(of, {
      ...{ ...request, method: "GET", path, query: "", headers },
    });
    if (page.status !== 200) {
      discard(page);
      return found;
    }
    discard(found);
    return { ...page, status: ResponseCode === "" ? found.status : Number(ResponseCode) };
  }
}

/** Why a behavior refuses a request: its protocol or method is not allowed. */
function refused(
  { ViewerProtocolPolicy: protocol, AllowedMethods }: DefaultCacheBehavior,
  { method, isSecure, host, path, query }: WebRequest,
): WebAnswer | undefined {
  if (!isSecure && protocol === "https-only")
    return cloudFrontPage(403, "The distribution is configured for HTTPS only.");
  if (!isSecure && protocol === "redirect-to-https") {
    const location = `https://${host}${path}${query === "" ? "" : `?${query}`}`;
    const status = method === "GET" || method === "HEAD" ? 301 : 307;
    return cloudFrontPage(status, `Moved to ${location}`, { location });
  }
  const allowed: readonly string[] = AllowedMethods?.Items ?? ["GET", "HEAD"];
  if (!allowed.includes(method))
    return cloudFrontPage(
      403,
      "This distribution is not configured to allow the HTTP request method that was used for this request.",
    );
  if (!READS.has(method))
    return cloudFrontPage(502, "On this machine CloudFront sends nothing to an origin.");
  return undefined;
}
