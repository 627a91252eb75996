import type * as aws from "@pulumi/aws";

/** Sends requests below one prefix of a website elsewhere. */
export interface RedirectRule {
  /** Prefix of the keys that are sent on, e.g. `docs/` or `old.html`; without a leading slash. */
  readonly from: string;
  /** What replaces the prefix: another one (`documents/`), or a URL (`https://example.com/documents/`). */
  readonly to: string;
  /** Browsers remember a permanent redirect (301) for good, a temporary one (302) not. @default false */
  readonly permanent?: boolean;
}

/** The most that S3 takes. */
const MAX_RULES = 50;

type RoutingRule = aws.types.input.s3.BucketWebsiteConfigurationRoutingRule;
type Redirect = aws.types.input.s3.BucketWebsiteConfigurationRoutingRuleRedirect;

/** @throws when there are too many rules, two for one prefix, or one that leads back to itself. */
export function routingRules(redirects: readonly RedirectRule[]): RoutingRule[] {
  if (redirects.length > MAX_RULES)
    throw new Error(`redirects: ${redirects.length} rules, S3 allows ${MAX_RULES}: combine some`);
  const seen = new Set<string>();
  return redirects.map((rule) => {
    const { from, to, permanent = false } = rule;
    if (from === "" || from.startsWith("/"))
      throw new Error(
        `redirects: from "${from}" must be a prefix such as docs/, without a leading slash`,
      );
    if (seen.has(from)) throw new Error(`redirects: "${from}" has two rules, keep one`);
    if (to.startsWith(from))
      throw new Error(`redirects: "${from}" -> "${to}" redirects to itself, choose another target`);
    seen.add(from);
    return {
      condition: { keyPrefixEquals: from },
      redirect: { ...target(to), httpRedirectCode: permanent ? "301" : "302" },
    };
  });
}

function target(to: string): Redirect {
  if (!/^[a-z]+:/i.test(to)) return { replaceKeyPrefixWith: to.replace(/^\//, "") };
  const url = URL.canParse(to) ? new URL(to) : undefined;
  if (url?.protocol !== "https:" && url?.protocol !== "http:")
    throw new Error(`redirects: to "${to}" must be a prefix or an http(s) URL`);
  return {
    protocol: url.protocol.replace(":", ""),
    hostName: url.host,
    replaceKeyPrefixWith: url.pathname.slice(1),
  };
}
