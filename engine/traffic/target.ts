import type { IncomingMessage } from "node:http";
import type { TLSSocket } from "node:tls";
import { ExplainedError } from "../../lib/errors.ts";

/** A request that names no host, or none that can be. */
export class BadRequestError extends ExplainedError {}

/** What a request asks for. */
export interface Target {
  readonly host: string;
  /** At AWS: what a proxy is asked for; 80 where the port of the request is this process's. */
  readonly port: number;
  readonly path: string;
  readonly query: string;
  readonly isSecure: boolean;
  /**
   * How the host was named: by `<name>.localhost`, as a proxy is asked (`GET http://name/`), or in the Host header alone;
   * `own` when it is this process itself that is asked.
   */
  readonly form: "localhost" | "proxy" | "host" | "own";
}

const LOCALHOST = ".localhost";

/** Names by which this process itself is asked. */
const OWN: ReadonlySet<string> = new Set(["127.0.0.1", "localhost"]);

/** Names of hosts, with the underscores that records of domains may have. https://www.rfc-editor.org/rfc/rfc1123#section-2.1 */
const HOST =
  /^(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*$/;

/** https://www.rfc-editor.org/rfc/rfc9112#section-3.2.2 */
const ABSOLUTE = /^(https?):\/\/([^/?#]*)([^?#]*)(?:\?([^#]*))?/i;
const ORIGIN = /^(\/[^?#]*)(?:\?([^#]*))?/;

/** What a tunnel is asked for, in lower case: `name:443`, whose name is captured. */
export const TUNNEL = /^((?=.{1,253}:)[a-z0-9_-]+(?:\.[a-z0-9_-]+)*)\.?:443$/;

/**
 * Reads what a request asks for. A host in its target outweighs the Host header, as RFC 9112 (3.2.2) says.
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
  // Browsers do not trust our certificates: the local address of a page with TLS has none.
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

/** Where a host name answers on this machine, for browsers and curl, which resolve such names by themselves. */
export const localOrigin = (host: string, port: number | string): string =>
  `http://${host}${LOCALHOST}:${port}`;
