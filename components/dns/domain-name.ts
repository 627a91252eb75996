const LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
const DOMAIN = new RegExp(`^(?=.{4,253}$)(${LABEL}\\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$`);

/** Whether a text is a domain name of at least two labels, in lower case. */
export const isDomainName = (text: string): boolean => DOMAIN.test(text);

/** @throws when the text is not a domain name. */
export function requireDomainName(text: string): void {
  if (!isDomainName(text))
    throw new Error(
      `domain "${text}" is not a domain name: write one such as mydomain.com, Korean ones as xn--...`,
    );
}

/** A label of a record name; unlike in host names, underscores are allowed (RFC 2181, 11). */
const RECORD_LABEL = "[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?";
const HOST = new RegExp(`^(\\*|${RECORD_LABEL})(\\.${RECORD_LABEL})*$`);
const DNS_NAME = new RegExp(`^(?=.{3,253}$)(${RECORD_LABEL}\\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$`);

/** Whether a text is a valid record name of at least two labels: a domain name, or one such as `_x1.acm-validations.aws`. */
export const isDnsName = (text: string): boolean => DNS_NAME.test(text);

/** Whether a text names a host inside a domain, as in zone files: `www`, `_dmarc`, `a.b`, `*`, or `@` for the domain itself. */
export const isHost = (text: string): boolean => text === "@" || HOST.test(text);

/** The maximum length of a DNS name, without its final dot. RFC 1035, 3.1 */
export const MAX_NAME = 253;

/** The full name of a host inside a domain. */
export const hostName = (host: string, domain: string): string =>
  host === "@" ? domain : `${host}.${domain}`;
