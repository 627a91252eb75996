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

/** What is wrong with a list of rules: where, why, and what to write instead. */
export interface RedirectFault {
  /** The rule's place in the list, and its field; empty for the list itself. */
  readonly path: readonly [] | readonly [rule: number, field: "from" | "to"];
  readonly reason: string;
  readonly fix: string;
}

/** Too many rules, two for one prefix, one that leads back to itself, and what is not a prefix or a URL. */
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

/** @throws when redirectFaults finds one */
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

/** What `to` leads to on another host; undefined for anything else. */
function webAddress(to: string): URL | undefined {
  const url = isUrl(to) && URL.canParse(to) ? new URL(to) : undefined;
  return url?.protocol === "https:" || url?.protocol === "http:" ? url : undefined;
}
