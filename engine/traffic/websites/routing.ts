import type { Redirect, RoutingRule } from "@aws-sdk/client-s3";

/** A visitor's request. */
export interface PageRequest {
  readonly host: string;
  /** Decoded: `docs/a b.html`. */
  readonly key: string;
  /** Without its question mark. */
  readonly query: string;
}

/** The target of a redirect. */
export interface SentOn {
  readonly status: number;
  readonly location: string;
}

/**
 * The redirect of the first matching rule: by key prefix, by the error that the request would get, or by both.
 *
 * @param error the status of that error; undefined before the object was requested
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/how-to-page-redirect.html#advanced-conditional-redirects
 */
export function redirected(
  rules: readonly RoutingRule[],
  asked: PageRequest,
  error?: number,
): SentOn | undefined {
  const rule = rules.find((each) => holds(each, asked.key, error));
  return rule?.Redirect && sentOn(rule.Redirect, rule.Condition?.KeyPrefixEquals ?? "", asked);
}

function holds({ Condition = {} }: RoutingRule, key: string, error: number | undefined): boolean {
  const { KeyPrefixEquals: prefix = "", HttpErrorCodeReturnedEquals: code } = Condition;
  return key.startsWith(prefix) && (code === undefined ? undefined : Number(code)) === error;
}

function sentOn(redirect: Redirect, prefix: string, { host, key, query }: PageRequest): SentOn {
  const { HostName = host, Protocol = "http", HttpRedirectCode = "301" } = redirect;
  const { ReplaceKeyWith, ReplaceKeyPrefixWith } = redirect;
  const path =
    ReplaceKeyWith ??
    (ReplaceKeyPrefixWith === undefined
      ? inPath(key)
      : `${ReplaceKeyPrefixWith}${inPath(key.slice(prefix.length))}`);
  return {
    status: Number(HttpRedirectCode),
    location: `${Protocol}://${HostName}/${path}${query === "" ? "" : `?${query}`}`,
  };
}

const inPath = (key: string): string => encodeURI(key).replace(/[?#]/g, encodeURIComponent);
