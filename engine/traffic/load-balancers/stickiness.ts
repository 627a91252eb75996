import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

/** The content of a cookie. */
interface Kept {
  /** A target group, by its ARN. */
  readonly group: string;
  /** A target in the group, for a cookie of a target. */
  readonly target?: string;
}

/** The cookie's lifetime in the browser, which differs from how long a visitor is bound. */
const COOKIE_MS = 7 * 24 * 3600 * 1000;

const ALGORITHM = "aes-256-gcm";
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Longer than any cookie made here. */
const MOST_CHARACTERS = 1000;

/**
 * Cookies of a load balancer that bind a visitor to a target (`AWSALB`) or to one of several target groups (`AWSALBTG`). The
 * browser keeps them for seven days, and each answer renews them; the load balancer ignores one that is older than the configured
 * duration. They are encrypted, like AWS's, with a key of this process: after a restart, every visitor is new.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/sticky-sessions.html
 */
export class StickyCookies {
  readonly #key = randomBytes(32);
  readonly #now: () => number;

  /** @param now in milliseconds since 1970 */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Values for Set-Cookie: a second cookie is for requests from pages of other sites. */
  make(name: "AWSALB" | "AWSALBTG", kept: Kept): string[] {
    const now = this.#now();
    const value = this.#seal(JSON.stringify({ ...kept, made: now }));
    const rest = `Expires=${new Date(now + COOKIE_MS).toUTCString()}; Path=/`;
    return [`${name}=${value}; ${rest}`, `${name}CORS=${value}; ${rest}; SameSite=None`];
  }

  /** @returns undefined for a cookie that is missing, too old, or not ours */
  read(
    name: "AWSALB" | "AWSALBTG",
    cookies: string | undefined,
    durationMs: number,
  ): Kept | undefined {
    if (cookies === undefined) return undefined;
    const value = valueOf(cookies, name) ?? valueOf(cookies, `${name}CORS`);
    const text = value === undefined ? undefined : this.#open(value);
    if (text === undefined) return undefined;
    const { made, ...kept } = JSON.parse(text) as Kept & { readonly made: number };
    return this.#now() - made < durationMs ? kept : undefined;
  }

  #seal(text: string): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(ALGORITHM, this.#key, iv);
    const sealed = [cipher.update(text), cipher.final()];
    return Buffer.concat([iv, cipher.getAuthTag(), ...sealed]).toString("base64url");
  }

  #open(value: string): string | undefined {
    if (value.length > MOST_CHARACTERS) return undefined;
    const all = Buffer.from(value, "base64url");
    const tagEnd = IV_BYTES + TAG_BYTES;
    if (all.length <= tagEnd) return undefined;
    const opener = createDecipheriv(ALGORITHM, this.#key, all.subarray(0, IV_BYTES));
    opener.setAuthTag(all.subarray(IV_BYTES, tagEnd));
    try {
      return Buffer.concat([opener.update(all.subarray(tagEnd)), opener.final()]).toString();
    } catch {
      return undefined; // encrypted with another key, or changed
    }
  }
}

/** The first cookie with a name. https://www.rfc-editor.org/rfc/rfc6265#section-4.2.1 */
function valueOf(cookies: string, name: string): string | undefined {
  for (const cookie of cookies.split(";")) {
    const equals = cookie.indexOf("=");
    if (cookie.slice(0, equals).trim() === name) return cookie.slice(equals + 1).trim();
  }
  return undefined;
}
