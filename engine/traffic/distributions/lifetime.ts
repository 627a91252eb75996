import type { WebAnswer } from "../answerer.ts";

/** How long a cache keeps an object, in seconds, as a cache policy bounds it. */
export interface Ttl {
  readonly min: number;
  /** For an object without cache headers from its origin. */
  readonly standard: number;
  readonly max: number;
}

/** CloudFront's defaults: a day, a year at most. */
export const TTL: Ttl = { min: 0, standard: 86_400, max: 31_536_000 };

/**
 * How long an object is fresh, in seconds; 0 when it must not be cached.
 *
 * @param headers of the origin's answer
 * @param now in milliseconds
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Expiration.html#ExpirationDownloadDist
 */
export function lifetime(
  headers: Readonly<Record<string, string>>,
  { min, standard, max }: Ttl,
  now: number,
): number {
  const directives = directivesIn(headers["cache-control"] ?? "");
  if (isNotToBeKept(directives)) return min;
  const own = secondsIn(directives) ?? secondsUntil(headers.expires, now);
  if (own === undefined) return Math.max(min, standard);
  return Math.min(Math.max(own, min), Math.max(min, max));
}

/** Errors that are not kept when the origin forbids it; of others CloudFront does not ask. */
const FORBIDDABLE: readonly number[] = [404, 410, 414, 501];

/** It is never kept. */
const RANGE_NOT_SATISFIABLE = 416;

/**
 * The same for an error.
 *
 * @param bounds `least` is the distribution's for the status, `most` the behavior's for what the origin says
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/custom-error-pages-expiration.html
 */
export function errorLifetime(
  { status, headers }: Pick<WebAnswer, "status" | "headers">,
  { least, most }: { readonly least: number; readonly most: number },
  now: number,
): number {
  if (status === RANGE_NOT_SATISFIABLE) return 0;
  const directives = directivesIn(headers["cache-control"] ?? "");
  if (isNotToBeKept(directives)) return FORBIDDABLE.includes(status) ? 0 : least;
  const own = secondsIn(directives) ?? secondsUntil(headers.expires, now) ?? 0;
  return Math.max(least, Math.min(own, most));
}

const isNotToBeKept = (directives: ReadonlyMap<string, string>): boolean =>
  ["no-cache", "no-store", "private"].some((name) => directives.has(name));

/** The seconds that Cache-Control says; s-maxage, which is for shared caches, outweighs max-age. */
function secondsIn(directives: ReadonlyMap<string, string>): number | undefined {
  const seconds = directives.get("s-maxage") ?? directives.get("max-age");
  return seconds !== undefined && /^\d+$/.test(seconds) ? Number(seconds) : undefined;
}

function secondsUntil(date: string | undefined, now: number): number | undefined {
  if (date === undefined) return undefined;
  const until = Date.parse(date);
  // An invalid date counts as past, according to RFC 9111 (5.3).
  return Number.isNaN(until) ? 0 : Math.max(0, Math.floor((until - now) / 1000));
}

function directivesIn(cacheControl: string): ReadonlyMap<string, string> {
  return new Map(
    cacheControl.split(",").map((part) => {
      const [name = "", value = ""] = part.split("=");
      return [name.trim().toLowerCase(), value.trim().replace(/^"|"$/g, "")];
    }),
  );
}
