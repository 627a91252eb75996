import type { Origin } from "@aws-sdk/client-cloudfront";
import { NOT_SERVED } from "../../../aws/web-request.ts";
import { type Answerer, answererFor, type WebAnswer, type WebRequest } from "../answerer.ts";
import type { Emulated } from "../emulated.ts";
import { keyIn } from "../objects/key.ts";
import { bucketOf } from "../objects/objects.ts";
import { retrieve, type Service } from "../objects/retrieve.ts";
import { invalidUri, xmlAnswer } from "../objects/s3-error.ts";
import type { Configurations, Distribution } from "./configuration.ts";
import { cloudFrontPage } from "./error-page.ts";
import type { OriginRequest } from "./origin-request.ts";

const SERVICE = "cloudfront.amazonaws.com";

/** The origins of distributions: buckets, and host names that are served on this machine. */
export class Origins {
  readonly #emulated: Emulated;
  readonly #configurations: Configurations;
  readonly #others: readonly Answerer[];

  /** @param others answerers for the host names of origins */
  constructor(emulated: Emulated, configurations: Configurations, others: readonly Answerer[]) {
    this.#emulated = emulated;
    this.#configurations = configurations;
    this.#others = others;
  }

  async ask(of: Distribution, id: string, request: OriginRequest): Promise<WebAnswer> {
    const origin = of.config.Origins?.Items?.find(({ Id }) => Id === id);
    if (origin === undefined) return cloudFrontPage(502, `The distribution has no origin ${id}.`);
    const host = (origin.DomainName ?? "").toLowerCase();
    const path = `${origin.OriginPath ?? ""}${request.path}`;
    const bucket = origin.CustomOriginConfig ? undefined : bucketOf(host);
    return bucket === undefined
      ? this.#fromHost(origin, { ...request, host, path })
      : this.#fromBucket(of, origin, bucket, { ...request, path });
  }

  async #fromBucket(
    of: Distribution,
    { OriginAccessControlId: control = "" }: Origin,
    bucket: string,
    { path, method, isSecure, headers, gone }: OriginRequest,
  ): Promise<WebAnswer> {
    const key = keyIn(path);
    if (key === undefined) return xmlAnswer(invalidUri(path));
    if (key === "") return cloudFrontPage(403, "The distribution has no default root object.");
    const by = control === "" ? undefined : await this.#signed(control, of);
    const wanted = { bucket, key, method, isSecure, headers, by, gone };
    const found = await retrieve(this.#emulated, wanted);
    return "error" in found ? xmlAnswer(found.error) : found.answer;
  }

  /** The service that requests from the bucket; none for an access control that does not sign. */
  async #signed(control: string, { arn }: Distribution): Promise<Service | undefined> {
    const found = await this.#configurations.originAccessControl(control);
    const signs = found !== undefined && found.SigningBehavior !== "never";
    return signs ? { principal: SERVICE, sourceArn: arn } : undefined;
  }

  async #fromHost(
    { CustomOriginConfig, CustomHeaders }: Origin,
    request: Omit<WebRequest, "port">,
  ): Promise<WebAnswer> {
    const { OriginProtocolPolicy: protocol = "match-viewer" } = CustomOriginConfig ?? {};
    const isSecure = protocol === "match-viewer" ? request.isSecure : protocol === "https-only";
    const { HTTPPort = 80, HTTPSPort = 443 } = CustomOriginConfig ?? {};
    const port = isSecure ? HTTPSPort : HTTPPort;
    const { host } = request;
    const own = (CustomHeaders?.Items ?? []).map(
      ({ HeaderName = "", HeaderValue = "" }) => [HeaderName.toLowerCase(), HeaderValue] as const,
    );
    const other = await answererFor(this.#others, host);
    if (other) {
      const headers = { host, ...request.headers, ...Object.fromEntries(own) };
      return other.answer({ ...request, port, isSecure, headers });
    }
    const reason = `the origin ${host} does not answer on this machine`;
    return cloudFrontPage(502, `CloudFront cannot connect: ${reason}.`, { [NOT_SERVED]: reason });
  }
}
