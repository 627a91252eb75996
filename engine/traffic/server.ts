import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { pipeline } from "node:stream";
import { errorMessage } from "../../lib/errors.ts";
import { type Answerer, answererFor, discard, type WebAnswer } from "./answerer.ts";
import { limitConnections } from "./connections.ts";
import { ErrorLog } from "./error-log.ts";
import { htmlPage } from "./html.ts";
import { notServed } from "./not-served.ts";
import { type Own, ownAnswer } from "./own.ts";
import { BadRequestError, localOrigin, targetOf } from "./target.ts";
import { openTunnels } from "./tls/tunnels.ts";

/** Limits for one visitor: slow or large requests are cut off. In milliseconds and bytes. */
export interface Limits {
  /** For the headers of a request. */
  readonly headMs: number;
  /** For a whole request. */
  readonly requestMs: number;
  /** How long a connection may be silent, also during an answer. */
  readonly silenceMs: number;
  readonly headBytes: number;
  /** Maximum number of open connections; further ones take the place of silent ones. */
  readonly connections: number;
}

const LIMITS: Limits = {
  headMs: 10_000,
  requestMs: 30_000,
  silenceMs: 60_000,
  headBytes: 16 * 1024,
  connections: 2000,
};

/**
 * The server for all host names. It connects only to the emulated AWS.
 *
 * @param own the data that it serves about itself
 * @param limits @default what a class needs
 */
export function trafficServer(
  answerers: readonly Answerer[],
  own: Omit<Own, "served" | "tells">,
  limits: Limits = LIMITS,
): Server {
  const errors = new ErrorLog();
  const server = createServer(
    {
      headersTimeout: limits.headMs,
      requestTimeout: limits.requestMs,
      connectionsCheckingInterval: Math.min(5000, limits.headMs),
      maxHeaderSize: limits.headBytes,
      keepAliveTimeout: 5000,
    },
    (request, response) => {
      void respond(request, response, errors, answer(request, answerers, own, leaving(response)));
    },
  );
  limitConnections(server, limits.connections);
  server.setTimeout(limits.silenceMs);
  openTunnels(server, answerers, own.authority, limits.headMs);
  return server;
}

/** Aborted when the visitor leaves before the end of the answer. */
function leaving(response: ServerResponse): AbortSignal {
  const gone = new AbortController();
  response.once("close", () => {
    if (!response.writableFinished) gone.abort();
  });
  return gone.signal;
}

/** Sends an answer, or the reason for having none: no request may end this process. */
async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  errors: ErrorLog,
  answering: Promise<WebAnswer>,
): Promise<void> {
  // The emulated AWS asks the same every second, and health checks do.
  const work = `${request.headers.host} ${request.url}`;
  try {
    send(request, response, await answering);
    errors.succeeded(work);
  } catch (error) {
    if (response.destroyed) return; // what was being done for the visitor was given up
    if (!(error instanceof BadRequestError)) errors.failed(work, error);
    if (response.headersSent) response.destroy();
    else send(request, response, failed(error));
  }
}

async function answer(
  request: IncomingMessage,
  answerers: readonly Answerer[],
  own: Omit<Own, "served" | "tells">,
  gone: AbortSignal,
): Promise<WebAnswer> {
  const target = targetOf(request);
  const find = (host: string) => answererFor(answerers, host);
  const { host, port, path, query, isSecure } = target;
  if (target.form === "own")
    return ownAnswer(target, {
      ...own,
      served: async (name) => (await find(name)) !== undefined,
      tells: Object.assign({}, ...answerers.map(({ tells }) => tells)) as Own["tells"],
    });
  const answerer = await find(host);
  if (answerer === undefined) return notServed(target);
  const { method = "GET", headers } = request;
  const found = await answerer.answer({
    ...{ method, host, port, path, query, isSecure, headers, gone },
    body: request,
  });
  return target.form === "localhost" ? kept(found, request, find) : found;
}

/** Keeps a browser on this machine when it is redirected to a host name that is served here. */
async function kept(
  found: WebAnswer,
  { socket }: IncomingMessage,
  find: (host: string) => Promise<Answerer | undefined>,
): Promise<WebAnswer> {
  const { location = "" } = found.headers;
  const to = /^https?:\/\/([a-z0-9.-]+)(?::80|:443)?(?=[/?#]|$)/i.exec(location);
  const host = to?.[1]?.toLowerCase();
  if (!to || host === undefined || (await find(host)) === undefined) return found;
  const here = `${localOrigin(host, String(socket.localPort))}${location.slice(to[0].length)}`;
  return { ...found, headers: { ...found.headers, location: here } };
}

function send({ method }: IncomingMessage, response: ServerResponse, found: WebAnswer): void {
  const { status, headers, cookies = [], body } = found;
  // The client has disconnected in the meantime.
  if (response.destroyed) {
    discard(found);
    return;
  }
  // The body of a request may not have been read, so the connection cannot be reused.
  const reads = method === "GET" || method === "HEAD";
  response.writeHead(status, {
    // Of an answer to HEAD without a body, the length is known only where a header says it.
    ...(method === "HEAD" && body === undefined ? {} : lengthOf(found)),
    ...headers,
    ...(cookies.length > 0 && { "set-cookie": [...cookies] }),
    ...(!reads && { connection: "close" }),
  });
  if (method === "HEAD" || body === undefined) {
    discard(found);
    response.end();
  } else if (typeof body === "string" || Buffer.isBuffer(body)) response.end(body);
  else
    pipeline(body, response, () => {
      // The client recognizes an incomplete answer by its length.
    });
}

/** The length of a body in memory; an object has its own. */
function lengthOf({ status, body = "" }: WebAnswer): { "content-length"?: number } {
  if ((typeof body !== "string" && !Buffer.isBuffer(body)) || status === 304) return {};
  return { "content-length": Buffer.byteLength(body) };
}

function failed(error: unknown): WebAnswer {
  const [status, title] =
    error instanceof BadRequestError ? [400, "400 Bad Request"] : [502, "502 Bad Gateway"];
  return {
    status,
    headers: { "content-type": "text/html; charset=utf-8" },
    body: htmlPage(title, [
      error instanceof BadRequestError
        ? error.message
        : `The emulated AWS does not answer: ${errorMessage(error)}. npm start starts it again.`,
    ]),
  };
}

/** Binds a server to a port of loopback; 0 for any. @returns the port */
export const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      resolve((server.address() as AddressInfo).port);
    });
  });
