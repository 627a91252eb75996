import type {
  ResponseHeadersPolicyConfig,
  ResponseHeadersPolicyCorsConfig,
  ResponseHeadersPolicySecurityHeadersConfig,
} from "@aws-sdk/client-cloudfront";

type Headers = Readonly<Record<string, string>>;

/** A header added by a policy; the origin's own header stays unless it is overridden. */
interface Added {
  readonly name: string;
  readonly value: string;
  readonly override: boolean;
}

/**
 * An answer's headers after a response headers policy.
 *
 * @param origin of the viewer's page: the request header Origin
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html
 */
export function withPolicy(
  headers: Headers,
  policy: ResponseHeadersPolicyConfig,
  origin: string | undefined,
): Headers {
  const removed = policy.RemoveHeadersConfig?.Items?.map(({ Header = "" }) => Header.toLowerCase());
  const kept = Object.entries(headers).filter(([name]) => !removed?.includes(name));
  const result: Record<string, string> = Object.fromEntries(kept);
  const added = [
    ...cors(policy.CorsConfig, origin),
    ...security(policy.SecurityHeadersConfig),
    ...(policy.CustomHeadersConfig?.Items ?? []).map(
      ({ Header = "", Value = "", Override = false }): Added => ({
        name: Header.toLowerCase(),
        value: Value,
        override: Override,
      }),
    ),
  ];
  for (const { name, value, override } of added)
    if (override || result[name] === undefined) result[name] = value;
  return result;
}

function* security(config: ResponseHeadersPolicySecurityHeadersConfig = {}): Generator<Added> {
  const { StrictTransportSecurity: hsts, ContentTypeOptions, FrameOptions } = config;
  const { ReferrerPolicy: referrer, ContentSecurityPolicy: csp, XSSProtection: xss } = config;
  const header = (name: string, value: string, { Override = false }): Added => ({
    ...{ name, value, override: Override },
  });
  if (hsts) {
    const subdomains = hsts.IncludeSubdomains === true ? "; includeSubDomains" : "";
    const preload = hsts.Preload === true ? "; preload" : "";
    const value = `max-age=${hsts.AccessControlMaxAgeSec ?? 0}${subdomains}${preload}`;
    yield header("strict-transport-security", value, hsts);
  }
  if (ContentTypeOptions) yield header("x-content-type-options", "nosniff", ContentTypeOptions);
  if (FrameOptions)
    yield header("x-frame-options", FrameOptions.FrameOption ?? "DENY", FrameOptions);
  if (referrer) yield header("referrer-policy", referrer.ReferrerPolicy ?? "", referrer);
  if (csp) yield header("content-security-policy", csp.ContentSecurityPolicy ?? "", csp);
  if (xss) {
    const report = xss.ReportUri === undefined ? "" : `; report=${xss.ReportUri}`;
    const mode = xss.ModeBlock === true ? "; mode=block" : report;
    yield header("x-xss-protection", xss.Protection === true ? `1${mode}` : "0", xss);
  }
}

/** Only for a page of another origin, and only if that origin is allowed. */
function* cors(
  config: ResponseHeadersPolicyCorsConfig | undefined,
  origin: string | undefined,
): Generator<Added> {
  if (config === undefined || origin === undefined) return;
  const allowed = config.AccessControlAllowOrigins?.Items ?? [];
  const isEverybody = allowed.includes("*");
  if (!isEverybody && !allowed.some((each) => matches(each, origin))) return;
  const header = (name: string, value: string): Added => ({
    ...{ name: `access-control-${name}`, value, override: config.OriginOverride === true },
  });
  const credentials = config.AccessControlAllowCredentials === true;
  yield header("allow-origin", isEverybody && !credentials ? "*" : origin);
  if (credentials) yield header("allow-credentials", "true");
  const exposed = config.AccessControlExposeHeaders?.Items ?? [];
  if (exposed.length > 0) yield header("expose-headers", exposed.join(", "));
}

/** `https://*.example.com` */
const matches = (pattern: string, origin: string): boolean => {
  const [start = "", end] = pattern.split("*");
  if (end === undefined) return pattern === origin || origin.endsWith(`://${pattern}`);
  const isLongEnough = origin.length >= start.length + end.length;
  return isLongEnough && origin.startsWith(start) && origin.endsWith(end);
};
