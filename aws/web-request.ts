import type { Dispatcher, Response } from "undici";
import { ExplainedError } from "../lib/errors.ts";
import type { Aws } from "./clients.ts";

/** An AWS, by what leads to its host names. */
export type Web = Pick<Aws, "endpoint" | "web">;

/** A host name of an emulated AWS at which nothing answers; the message says why. */
export class NotServedError extends ExplainedError {}

/** A host name of an emulated AWS whose server takes no connection; `code` is what it would be on AWS. */
export class NoConnectionError extends ExplainedError {
  readonly code: string;

  constructor(message: string, code: string) {
    super(message);
    this.code = code;
  }
}

/** Why what a server answers cannot be seen where AWS is emulated. */
export const NO_SERVER = "no server runs locally";

/** The header of an answer that comes from nothing in the account: why there is nothing. */
export const NOT_SERVED = "x-class-not-served";

/** The header beside it of an answer that stands for a connection that there is not. */
export const NO_CONNECTION = "x-class-no-connection";

/** At this path of the proxy is the certificate of who certifies the host names. */
export const AUTHORITY = "/authority.pem";

/** What it says: the codes that a connection fails with on AWS. */
export type NoConnection = "ECONNREFUSED" | "ETIMEDOUT";

export interface WebRequest {
  /** @default "GET" */
  readonly method?: "GET" | "HEAD";
  /** @default none */
  readonly headers?: Readonly<Record<string, string>>;
  /** Ends the request. @default never */
  readonly signal?: AbortSignal;
}

/**
 * Requests a page as a visitor does, without following redirects. Where AWS is emulated, its host names are looked for on
 * this machine only: on the internet they are somebody else's.
 *
 * @throws where AWS is emulated: NotServedError when nothing answers for the host name, NoConnectionError when a server takes
 * no connection; else as `fetch`
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
    const response = await plain(); // says why there is no tunnel
    await response.body?.cancel();
    throw error;
  }
}

/** An answer of the account's. @throws as webRequest for one that says that there is none */
async function refusedOr(response: Response): Promise<Response> {
  const reason = response.headers.get(NOT_SERVED);
  if (reason === null) return response;
  await response.body?.cancel();
  const code = response.headers.get(NO_CONNECTION);
  throw code === null ? new NotServedError(reason) : new NoConnectionError(reason, code);
}

/** Through a proxy to the host itself, by TLS, whose certificates are trusted as far as the proxy's own authority goes. */
async function tunnel(proxy: string): Promise<Dispatcher> {
  const { ProxyAgent } = await import("undici");
  const ca = await (await fetch(`${proxy}${AUTHORITY}`)).text();
  return new ProxyAgent({ uri: proxy, requestTls: { ca } });
}

/** Sends requests to a proxy, which is told the whole URL. */
const by =
  (proxy: string): Dispatcher.DispatcherComposeInterceptor =>
  (dispatch) =>
  (options, handler) =>
    dispatch(
      { ...options, origin: proxy, path: `${String(options.origin)}${options.path}` },
      handler,
    );
