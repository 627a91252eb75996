import type { Redirect, RoutingRule } from "@aws-sdk/client-s3";

/** What a visitor asked for. */
export interface Asked {
  readonly host: string;
  /** Decoded: `docs/a b.html`. */
  readonly key: string;
  /** Without its question mark. */
  readonly query: string;
}

/** Where a visitor is sent. */
export interface SentOn {
  readonly status: number;
  readonly location: string;
}

/**
 * The redirection of the first rule that holds: by the beginning of the key, by the error that the request would get, or by
 * both.
 *
 * @param error the status of that error; undefined before the object has been looked for
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/how-to-page-redirect.html#advanced-conditional-redirects
 */
export function redirected(
  rules: readonly RoutingRule[],
  asked: Asked,
  error?: number,
): SentOn | undefined {
  const rule = rules.find((each) => holds(each, asked.key, error));
  return rule?.Redirect && sentOn(rule.Redirect, rule.Condition?.KeyPrefixEquals ?? "", asked);
}

function holds({ Condition = {} }: RoutingRule, key: string, error: number | undefined): boolean {
  const { KeyPrefixEquals: prefix = "", HttpErrorCodeReturnedEquals: code } = Condition;
  return key.startsWith(prefix) && (code === undefined ? undefined : Number(code)) === error;
}

function sentOn(redirect: Redirect, prefix: string, { host, key, query }: Asked): SentOn {
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
