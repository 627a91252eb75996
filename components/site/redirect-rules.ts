import type * as aws from "@pulumi/aws";

/** Redirects requests below one prefix of a website. */
export interface RedirectRule {
  /** The prefix of the keys to redirect, e.g. `docs/` or `old.html`; without a leading slash. */
  readonly from: string;
  /** The replacement for the prefix: another prefix (`documents/`), or a URL (`https://example.com/documents/`). */
  readonly to: string;
  /**
   * Whether the redirect is permanent (301), which browsers cache forever; a temporary one (302) is not cached. @default false
   */
  readonly permanent?: boolean;
}

/** S3's limit. */
const MAX_RULES = 50;

type RoutingRule = aws.types.input.s3.BucketWebsiteConfigurationRoutingRule;
type Redirect = aws.types.input.s3.BucketWebsiteConfigurationRoutingRuleRedirect;

/** An error in a list of rules: where, why, and what to write instead. */
export interface RedirectFault {
  /** The rule's index in the list, and its field; empty for the list itself. */
  readonly path: readonly [] | readonly [rule: number, field: "from" | "to"];
  readonly reason: string;
  readonly fix: string;
}

/** Reports too many rules, two rules for one prefix, a loop, and invalid prefixes or URLs. */
export function redirectFaults(redirects: readonly RedirectRule[]): RedirectFault[] {
  const faults = redirects.flatMap((_, index) => faultsOf(redirects, index));
  if (redirects.length <= MAX_RULES) return faults;
  const reason = `${redirects.length} rules, S3 allows ${MAX_RULES}`;
  return [{ path: [], reason, fix: "combine some" }, ...faults];
}

function faultsOf(redirects: readonly RedirectRule[], index: number): RedirectFault[] {
  const { from = "", to = "" } = redirects[index] ?? {};
  const faults: RedirectFault[] = [];
  const object = (field: "from" | "to", reason: string, fix: string) =>
    faults.push({ path: [index, field], reason, fix });
  if (from === "") object("from", "empty", "write a prefix such as docs/");
  else if (from.startsWith("/")) {
    const meant = from.replace(/^\/+/, "") || "docs/";
    object("from", "it begins with a slash", `write the prefix without it, e.g. ${meant}`);
  } else if (redirects.findIndex((rule) => rule.from === from) < index)
    object("from", `${from} has two rules`, "keep one");
  if (to === "") object("to", "empty", "write another prefix, or a URL");
  else if (isUrl(to) && !webAddress(to))
    object(
      "to",
      "neither a prefix nor an http(s) URL",
      "write e.g. https://example.com/documents/",
    );
  else if (from !== "" && to.replace(/^\//, "").startsWith(from))
    object("to", `${from} would redirect to itself`, "choose another target");
  return faults;
}

/** @throws when redirectFaults reports an error */
export function routingRules(redirects: readonly RedirectRule[]): RoutingRule[] {
  const [fault] = redirectFaults(redirects);
  if (fault)
    throw new Error(`${["redirects", ...fault.path].join(".")}: ${fault.reason}: ${fault.fix}`);
  return redirects.map(({ from, to, permanent = false }) => ({
    condition: { keyPrefixEquals: from },
    redirect: { ...target(to), httpRedirectCode: permanent ? "301" : "302" },
  }));
}

function target(to: string): Redirect {
  const url = webAddress(to);
  if (!url) return { replaceKeyPrefixWith: to.replace(/^\//, "") };
  return {
    protocol: url.protocol.replace(":", ""),
    hostName: url.host,
    replaceKeyPrefixWith: url.pathname.slice(1),
  };
}

const isUrl = (to: string): boolean => /^[a-z]+:/i.test(to);

/** The URL on another host that `to` leads to; undefined for anything else. */
function webAddress(to: string): URL | undefined {
  const url = isUrl(to) && URL.canParse(to) ? new URL(to) : undefined;
  return url?.protocol === "https:" || url?.protocol === "http:" ? url : undefined;
}
