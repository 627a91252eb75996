import { Readable } from "node:stream";
import type { DefaultCacheBehavior } from "@aws-sdk/client-cloudfront";
import { discard, type WebAnswer, type WebRequest } from "../answerer.ts";
import { behaviorFor, type Caching, cachingOf, type Policies } from "./behaviors.ts";
import { bodyUpTo } from "./body.ts";
import { type Encoding, encodingsOf, packed } from "./compression.ts";
import type { Distribution } from "./configuration.ts";
import { EdgeCache, type Kept } from "./edge-cache.ts";
import { Invalidations, type Recorded } from "./invalidations.ts";
import { errorLifetime, lifetime, type Ttl } from "./lifetime.ts";
import { type OriginRequest, originRequest } from "./origin-request.ts";
import type { Origins } from "./origins.ts";
import { selected } from "./sent.ts";

/** A distribution's answer for a path. */
export interface Delivered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | Readable;
  /** Its source, as in `X-Cache: Hit from cloudfront`. */
  readonly how: "Hit" | "Miss" | "RefreshHit";
  /** Its age in the cache, in seconds. */
  readonly age: number;
}

/** The largest object that is cached, in bytes; a larger one is streamed. */
const MOST_BYTES = 8 * 1024 * 1024;

/** How long an error is cached, in seconds, by default. */
const ERROR_SECONDS = 10;

/** Headers of one connection, or that are set again. https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1 */
const NOT_KEPT =
  /^(connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|content-length|date|age)$/;

/** Answers viewers from the cache or from the origin. */
export class Delivery {
  readonly #configurations: Policies;
  readonly #origins: Pick<Origins, "ask">;
  readonly #now: () => number;
  readonly #cache = new EdgeCache();
  readonly #invalidations: Invalidations;

  /** @param now in milliseconds */
  constructor(
    configurations: Policies & Recorded,
    origins: Pick<Origins, "ask">,
    now: () => number,
  ) {
    this.#configurations = configurations;
    this.#origins = origins;
    this.#now = now;
    this.#invalidations = new Invalidations(configurations, this.#cache);
  }

  async deliver(of: Distribution, viewer: WebRequest): Promise<Delivered> {
    const behavior = behaviorFor(of.config, viewer.path);
    const caching = await cachingOf(behavior, this.#configurations);
    const encodings = encodingsOf(viewer.headers["accept-encoding"], caching.encodings);
    const inKey = selected(viewer, caching.key);
    // For `/`, the key also includes the current default root object.
    const root = viewer.path === "/" ? of.config.DefaultRootObject : undefined;
    const key = {
      distribution: of.id,
      url: `${viewer.path}${inKey.query === "" ? "" : `?${inKey.query}`}`,
      variant: JSON.stringify([inKey.headers, encodings, root]),
    };
    const count = await this.#invalidations.apply(of.id);
    const now = this.#now();
    const kept = this.#cache.get(key, now);
    if (kept && kept.until > now)
      return { ...kept, how: "Hit", age: Math.floor((now - kept.since) / 1000) };
    const request = originRequest(of.config, viewer, { caching, encodings }, kept?.validators);
    const found = await this.#ask(of, behavior, viewer, request);
    const store = (fresh: Kept) => {
      // An object requested before an invalidation may be one that it invalidates.
      if (fresh.until > fresh.since && this.#invalidations.count(of.id) === count)
        this.#cache.set(key, fresh);
    };
    if (found.status === 304 && kept) return this.#refreshed(kept, found, caching, store);
    return this.#taken(of, found, { ttl: caching.ttl, encoding: encodings[0], store });
  }

  async #ask(
    of: Distribution,
    { TargetOriginId = "" }: DefaultCacheBehavior,
    viewer: WebRequest,
    request: OriginRequest,
  ): Promise<WebAnswer> {
    const found = await this.#origins.ask(of, TargetOriginId, request);
    const { range } = viewer.headers;
    if (range === undefined || Number(found.headers["content-length"] ?? 0) <= MOST_BYTES)
      return found;
    discard(found);
    const headers = { ...request.headers, range };
    return this.#origins.ask(of, TargetOriginId, { ...request, headers });
  }

  #refreshed(
    kept: Kept,
    found: WebAnswer,
    { ttl }: Caching,
    store: (kept: Kept) => void,
  ): Delivered {
    const since = this.#now();
    discard(found);
    const renewed = Object.entries(found.headers).filter(([name]) =>
      ["cache-control", "expires"].includes(name),
    );
    const headers = { ...kept.headers, ...Object.fromEntries(renewed) };
    const until = since + lifetime(headers, ttl, since) * 1000;
    const fresh = { ...kept, headers, since, until };
    store(fresh);
    return { ...fresh, how: "RefreshHit", age: 0 };
  }

  async #taken(
    of: Distribution,
    found: WebAnswer,
    { ttl, encoding, store }: Taking,
  ): Promise<Delivered> {
    const since = this.#now();
    const { status } = found;
    const headers = Object.fromEntries(
      Object.entries(found.headers).filter(([name]) => !NOT_KEPT.test(name)),
    );
    const body = await bodyUpTo(found, MOST_BYTES);
    const length = found.headers["content-length"];
    if (body instanceof Readable)
      return {
        ...{ status, body, how: "Miss", age: 0 },
        headers: { ...headers, ...(length !== undefined && { "content-length": length }) },
      };
    const seconds =
      status < 400
        ? lifetime(headers, ttl, since)
        : errorLifetime(
            { status, headers },
            { least: errorSeconds(of, status), most: ttl.max },
            since,
          );
    const kept = {
      ...(await packed({ status, headers, body }, encoding)),
      validators: { etag: headers.etag, lastModified: headers["last-modified"] },
      since,
      until: since + seconds * 1000,
    };
    store(kept);
    return { ...kept, how: "Miss", age: 0 };
  }
}

interface Taking {
  readonly ttl: Ttl;
  readonly encoding: Encoding | undefined;
  readonly store: (kept: Kept) => void;
}

/** The least that an error is kept for, in seconds. */
function errorSeconds({ config }: Distribution, status: number): number {
  const own = config.CustomErrorResponses?.Items?.find(({ ErrorCode }) => ErrorCode === status);
  return own?.ErrorCachingMinTTL ?? ERROR_SECONDS;
}
