import type { DefaultCacheBehavior, DistributionConfig } from "@aws-sdk/client-cloudfront";
import type { Encoding } from "./compression.ts";
import type { Configurations } from "./configuration.ts";
import { type Ttl, TTL } from "./lifetime.ts";
import { legacySelections, type LegacySettings, type Selections, selectionsOf } from "./sent.ts";

/** How a distribution caches the requests of a behavior. */
export interface Caching {
  readonly ttl: Ttl;
  /** What is part of the cache key, and is therefore sent to the origin. */
  readonly key: Selections;
  /** What is sent to the origin in addition. */
  readonly request: Selections;
  /** Encodings that are cached separately, the best first. */
  readonly encodings: readonly Encoding[];
}

/**
 * The behavior for a path: the first with a matching pattern, in their order, or the default.
 *
 * @see
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html#DownloadDistValuesPathPattern
 */
export function behaviorFor(
  { CacheBehaviors, DefaultCacheBehavior: standard }: DistributionConfig,
  path: string,
): DefaultCacheBehavior {
  const found = CacheBehaviors?.Items?.find(({ PathPattern = "" }) =>
    hasPattern(path, PathPattern),
  );
  return found ?? standard ?? { TargetOriginId: "", ViewerProtocolPolicy: "allow-all" };
}

/** Whether a path matches a pattern: `*` for any text, `?` for one character. */
export function hasPattern(path: string, pattern: string): boolean {
  const [text, wanted] = [path, pattern].map((each) => each.replace(/^\//, ""));
  return fits(text ?? "", wanted ?? "");
}

/** The time is at most proportional to the product of the lengths, because patterns and paths come from others. */
function fits(text: string, pattern: string): boolean {
  let [at, next, star, since] = [0, 0, -1, 0];
  while (at < text.length) {
    if (pattern[next] === "*") [star, since, next] = [next, at, next + 1];
    else if (pattern[next] === "?" || pattern[next] === text[at]) [at, next] = [at + 1, next + 1];
    else if (star < 0) return false;
    else [since, at, next] = [since + 1, since + 1, star + 1];
  }
  return /^\**$/.test(pattern.slice(next));
}

/** Reads the policies that behaviors name. */
export type Policies = Pick<Configurations, "cachePolicy" | "originRequestPolicy">;

/** A behavior's policies, or its legacy settings. */
export async function cachingOf(
  behavior: DefaultCacheBehavior,
  configurations: Policies,
): Promise<Caching> {
  const { CachePolicyId = "", OriginRequestPolicyId = "", Compress } = behavior;
  const request = selectionsOf(
    OriginRequestPolicyId === ""
      ? undefined
      : await configurations.originRequestPolicy(OriginRequestPolicyId),
  );
  if (CachePolicyId === "") {
    const legacy: LegacySettings = behavior;
    const { MinTTL = TTL.min, DefaultTTL = TTL.standard, MaxTTL = TTL.max } = legacy;
    return {
      ttl: { min: MinTTL, standard: DefaultTTL, max: MaxTTL },
      key: legacySelections(legacy),
      request,
      encodings: Compress === true ? ["gzip"] : [],
    };
  }
  const policy = await configurations.cachePolicy(CachePolicyId);
  const { MinTTL = TTL.min, DefaultTTL = TTL.standard, MaxTTL = TTL.max } = policy ?? {};
  const parameters = policy?.ParametersInCacheKeyAndForwardedToOrigin;
  const { EnableAcceptEncodingBrotli: br, EnableAcceptEncodingGzip: gzip } = parameters ?? {};
  return {
    ttl: { min: MinTTL, standard: DefaultTTL, max: MaxTTL },
    key: selectionsOf(parameters),
    request,
    encodings:
      Compress === true
        ? [...(br ? (["br"] as const) : []), ...(gzip ? (["gzip"] as const) : [])]
        : [],
  };
}
