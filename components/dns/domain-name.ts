const LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
const DOMAIN = new RegExp(`^(?=.{4,253}$)(${LABEL}\\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$`);

/** Whether a text is a domain name of at least two labels, in lower case. */
export const isDomainName = (text: string): boolean => DOMAIN.test(text);

/** @throws when it is not. */
export function requireDomainName(text: string): void {
  if (!isDomainName(text))
    throw new Error(
      `domain "${text}" is not a domain name: write one such as mydomain.com, Korean ones as xn--...`,
    );
}

/** Labels before the domain; underscores for records that no host has, an asterisk for all others. */
const HOST = /^(\*|[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?)(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?)*$/;

/** Whether a text names a host inside a domain as zone files do: `www`, `a.b`, `*`, or `@` for the domain itself. */
export const isHost = (text: string): boolean => text === "@" || HOST.test(text);

/** The whole name of a host inside a domain. */
export const hostName = (host: string, domain: string): string =>
  host === "@" ? domain : `${host}.${domain}`;
