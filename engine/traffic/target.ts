import type { IncomingMessage } from "node:http";
import type { TLSSocket } from "node:tls";
import { ExplainedError } from "../../lib/errors.ts";

/** A request without a host, or with an invalid one. */
export class BadRequestError extends ExplainedError {}

/** The target of a request. */
export interface Target {
  readonly host: string;
  /** The port at AWS: as requested from a proxy; 80 when the request's port is this process's own. */
  readonly port: number;
  readonly path: string;
  readonly query: string;
  readonly isSecure: boolean;
  /**
   * How the host was given: as `<name>.localhost`, to a proxy (`GET http://name/`), or in the Host header alone; `own` for
   * requests to this process itself.
   */
  readonly form: "localhost" | "proxy" | "host" | "own";
}

const LOCALHOST = ".localhost";

/** Names of this process itself. */
const OWN: ReadonlySet<string> = new Set(["127.0.0.1", "localhost"]);

/** Host names, with underscores, which records of domains may have. https://www.rfc-editor.org/rfc/rfc1123#section-2.1 */
const HOST =
  /^(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*$/;

/** https://www.rfc-editor.org/rfc/rfc9112#section-3.2.2 */
const ABSOLUTE = /^(https?):\/\/([^/?#]*)([^?#]*)(?:\?([^#]*))?/i;
const ORIGIN = /^(\/[^?#]*)(?:\?([^#]*))?/;

/** The target of a tunnel, in lower case: `name:443`, with the name captured. */
export const TUNNEL = /^((?=.{1,253}:)[a-z0-9_-]+(?:\.[a-z0-9_-]+)*)\.?:443$/;

/**
 * Parses the target of a request. A host in its target takes precedence over the Host header, according to RFC 9112 (3.2.2).
 *
 * @throws BadRequestError
 */
export function targetOf({ url = "", rawHeaders, headers, socket }: IncomingMessage): Target {
  const hosts = rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === "host");
  if (hosts.length > 1) throw new BadRequestError("The request has more than one Host header.");
  const absolute = ABSOLUTE.exec(url);
  if (absolute) {
    const [, scheme = "", authority = "", path = "", query = ""] = absolute;
    const isSecure = scheme.toLowerCase() === "https";
    const named = nameOf(authority);
    const form = named.form === "host" ? "proxy" : named.form;
    const port = form === "proxy" ? portOf(authority, isSecure) : HTTP_PORT;
    return { ...named, form, port, path: path === "" ? "/" : path, query, isSecure };
  }
  const origin = ORIGIN.exec(url);
  if (!origin) throw new BadRequestError("The request's target is neither a path nor a URL.");
  const [, path = "", query = ""] = origin;
  const named = nameOf(headers.host ?? "");
  if ((socket as Partial<TLSSocket>).encrypted === true)
    return { ...named, port: HTTPS_PORT, path, query, isSecure: true };
  // Browsers do not trust our certificates, so local addresses of HTTPS pages have none.
  return { ...named, port: HTTP_PORT, path, query, isSecure: named.form === "localhost" };
}

const HTTP_PORT = 80;
const HTTPS_PORT = 443;

const portOf = (authority: string, isSecure: boolean): number =>
  Number(/:(\d{1,5})$/.exec(authority)?.[1] ?? (isSecure ? HTTPS_PORT : HTTP_PORT));

function nameOf(authority: string): Pick<Target, "host" | "form"> {
  const name = authority.toLowerCase().replace(/:\d{1,5}$/, "");
  if (OWN.has(name)) return { host: name, form: "own" };
  const isLocal = name.endsWith(LOCALHOST);
  const host = isLocal ? name.slice(0, -LOCALHOST.length) : name.replace(/\.$/, "");
  if (!HOST.test(host)) throw new BadRequestError("The request names no valid host.");
  return { host, form: isLocal ? "localhost" : "host" };
}

/** The local address of a host name, for browsers and curl, which resolve such names by themselves. */
export const localOrigin = (host: string, port: number | string): string =>
  `http://${host}${LOCALHOST}:${port}`;
