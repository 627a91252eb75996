import type { Dispatcher, Response } from "undici";
import { ExplainedError } from "../lib/errors.ts";
import type { Aws } from "./clients.ts";

/** Where host names are looked up: AWS, or the emulator's proxy. */
export type Web = Pick<Aws, "endpoint" | "web">;

/** Nothing answers at a host name of an emulated AWS; the message explains why. */
export class NotServedError extends ExplainedError {}

/** A server of an emulated AWS does not accept connections; `code` is the error that AWS would give. */
export class NoConnectionError extends ExplainedError {
  readonly code: string;

  constructor(message: string, code: string) {
    super(message);
    this.code = code;
  }
}

/** Why a server's answers are not testable where AWS is emulated. */
export const NO_SERVER = "no server runs locally";

/** The response header that explains why nothing in the account answers. */
export const NOT_SERVED = "x-class-not-served";

/** The response header, in addition, for a connection that would fail. */
export const NO_CONNECTION = "x-class-no-connection";

/** The path of the proxy that returns the certificate of the authority that issues the host names' certificates. */
export const AUTHORITY = "/authority.pem";

/** Its values: the error codes of a failed connection on AWS. */
export type NoConnection = "ECONNREFUSED" | "ETIMEDOUT";

export interface WebRequest {
  /** @default "GET" */
  readonly method?: "GET" | "HEAD";
  /** @default none */
  readonly headers?: Readonly<Record<string, string>>;
  /** Aborts the request. @default never */
  readonly signal?: AbortSignal;
}

/**
 * Requests a page as a visitor does, without following redirects. Where AWS is emulated, its host names are looked up on this
 * machine only: on the internet they belong to somebody else.
 *
 * @throws where AWS is emulated: NotServedError when nothing answers for the host name, NoConnectionError when a server does
 * not accept connections; otherwise like `fetch`
 */
export async function webRequest(
  { endpoint, web }: Web,
  url: string,
  request: WebRequest = {},
): Promise<Response | globalThis.Response> {
  const asked = { ...request, redirect: "manual" } as const;
  if (endpoint === undefined || url.startsWith(`${endpoint}/`)) return fetch(url, asked);
  if (web === undefined) throw new NotServedError(NO_SERVER);
  const { Agent, fetch: fetchBy } = await import("undici");
  const plain = async () => {
    const dispatcher = new Agent().compose(by(web));
    return refusedOr(await fetchBy(url, { ...asked, dispatcher }));
  };
  if (!url.startsWith("https:")) return plain();
  try {
    return await refusedOr(await fetchBy(url, { ...asked, dispatcher: await tunnel(web) }));
  } catch (error) {
    if (error instanceof NotServedError || error instanceof NoConnectionError) throw error;
    const response = await plain(); // the answer explains why there is no tunnel
    await response.body?.cancel();
    throw error;
  }
}

/** Returns an answer of the account's resources. @throws as webRequest, when the answer says that there is none */
async function refusedOr(response: Response): Promise<Response> {
  const reason = response.headers.get(NOT_SERVED);
  if (reason === null) return response;
  await response.body?.cancel();
  const code = response.headers.get(NO_CONNECTION);
  throw code === null ? new NotServedError(reason) : new NoConnectionError(reason, code);
}

/** Through a proxy to the host itself, by TLS; certificates of the proxy's own authority are trusted. */
async function tunnel(proxy: string): Promise<Dispatcher> {
  const { ProxyAgent } = await import("undici");
  const ca = await (await fetch(`${proxy}${AUTHORITY}`)).text();
  return new ProxyAgent({ uri: proxy, requestTls: { ca } });
}

/** Sends requests to a proxy, which receives the whole URL. */
const by =
  (proxy: string): Dispatcher.DispatcherComposeInterceptor =>
  (dispatch) =>
  (options, handler) =>
    dispatch(
      { ...options, origin: proxy, path: `${String(options.origin)}${options.path}` },
      handler,
    );
