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
  const dispatcher = new Agent().compose(by(web));
  const response = await fetchBy(url, { ...asked, dispatcher });
  const reason = response.headers.get(NOT_SERVED);
  if (reason === null) return response;
  await response.body?.cancel();
  const code = response.headers.get(NO_CONNECTION);
  throw code === null ? new NotServedError(reason) : new NoConnectionError(reason, code);
}

/** Sends requests to a proxy, which is told the whole URL: that of a page with TLS, too, for it is on this machine. */
const by =
  (proxy: string): Dispatcher.DispatcherComposeInterceptor =>
  (dispatch) =>
  (options, handler) =>
    dispatch(
      { ...options, origin: proxy, path: `${String(options.origin)}${options.path}` },
      handler,
    );
