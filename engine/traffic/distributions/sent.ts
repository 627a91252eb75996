import type { IncomingHttpHeaders } from "node:http";
import type {
  CachePolicyConfig,
  ForwardedValues,
  OriginRequestPolicyConfig,
} from "@aws-sdk/client-cloudfront";

/** Selects a request's headers, cookies or query strings: the named ones, or all but those. */
export interface Selection {
  readonly allBut: boolean;
  readonly names: readonly string[];
}

/** The parts of a viewer's request in the cache key, or sent to the origin. */
export interface Selections {
  readonly headers: Selection;
  readonly cookies: Selection;
  readonly query: Selection;
}

/** The selected parts. */
export interface Selected {
  readonly headers: Readonly<Record<string, string>>;
  readonly query: string;
}

/** The parts of a request that can be selected. */
interface ViewerRequest {
  readonly headers: IncomingHttpHeaders;
  readonly query: string;
}

const NONE: Selection = { allBut: false, names: [] };

type Behavior = "none" | "whitelist" | "allExcept" | "all" | "allViewer" | (string & {});

/** https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_OriginRequestPolicyHeadersConfig.html */
function selection(behavior: Behavior | undefined, names: readonly string[] = []): Selection {
  switch (behavior) {
    case "whitelist":
      return { allBut: false, names };
    case "allExcept":
      return { allBut: true, names };
    case "all":
    case "allViewer":
    case "allViewerAndWhitelistCloudFront":
      return { allBut: true, names: [] };
    default:
      return NONE;
  }
}

/** The selections of a policy for the cache key, or for requests to the origin. */
export function selectionsOf(
  policy:
    | CachePolicyConfig["ParametersInCacheKeyAndForwardedToOrigin"]
    | OriginRequestPolicyConfig
    | undefined,
): Selections {
  const { HeadersConfig, CookiesConfig, QueryStringsConfig } = policy ?? {};
  return {
    headers: selection(HeadersConfig?.HeaderBehavior, HeadersConfig?.Headers?.Items),
    cookies: selection(CookiesConfig?.CookieBehavior, CookiesConfig?.Cookies?.Items),
    query: selection(
      QueryStringsConfig?.QueryStringBehavior,
      QueryStringsConfig?.QueryStrings?.Items,
    ),
  };
}

/** A behavior's legacy settings, which AWS still accepts instead of policies. */
export interface LegacySettings {
  readonly ForwardedValues?: ForwardedValues;
  readonly MinTTL?: number;
  readonly DefaultTTL?: number;
  readonly MaxTTL?: number;
}

/** The selections of a behavior without policies. */
export function legacySelections({ ForwardedValues: values }: LegacySettings): Selections {
  const { QueryString, QueryStringCacheKeys, Cookies, Headers } = values ?? {};
  const keys = QueryStringCacheKeys?.Items ?? [];
  const headers = Headers?.Items ?? [];
  return {
    headers: headers.includes("*")
      ? { allBut: true, names: [] }
      : { allBut: false, names: headers },
    cookies: selection(Cookies?.Forward, Cookies?.WhitelistedNames?.Items),
    query:
      QueryString === true && keys.length > 0
        ? { allBut: false, names: keys }
        : { allBut: QueryString === true, names: [] },
  };
}

/** The parts of a request that are selected. */
export function selected({ headers, query }: ViewerRequest, of: Selections): Selected {
  const cookies = (headers.cookie ?? "")
    .split(/; */)
    .filter((pair) => pair !== "" && isIn(of.cookies, nameIn(pair)));
  const kept = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined || name === "cookie" || !isIn(of.headers, name)
      ? []
      : [[name, String(value)] as const],
  );
  return {
    headers: {
      ...Object.fromEntries(kept),
      ...(cookies.length > 0 && { cookie: cookies.join("; ") }),
    },
    query: query
      .split("&")
      .filter((pair) => pair !== "" && isIn(of.query, nameIn(pair)))
      .join("&"),
  };
}

const nameIn = (pair: string): string => pair.split("=", 1)[0] ?? "";

const isIn = ({ allBut, names }: Selection, name: string): boolean =>
  names.some((each) => each.toLowerCase() === name.toLowerCase()) !== allBut;
