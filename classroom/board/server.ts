import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Feed } from "./feed.ts";

/** Only this machine can connect. */
const ADDRESS = "127.0.0.1";

const HEADERS = {
  "cache-control": "no-store",
  "content-security-policy": "frame-ancestors 'none'",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

/** Where a board is shown. */
export interface BoardServer {
  readonly url: string;
  readonly stop: () => void;
}

/**
 * Serves a board on this machine, read-only and only to its own pages: requests under another host name, and from pages of
 * another origin, are refused.
 *
 * @param page the page as it is now
 * @param port @default any free one
 */
export async function serveBoard(feed: Feed, page: () => string, port = 0): Promise<BoardServer> {
  const server = createServer((request, response) => {
    const reason = refusalOf(request, portOf(server));
    if (reason !== undefined) refuse(response, ...reason);
    else if (request.url === "/events") listen(feed, response);
    else if (request.url === "/") answer(response, 200, page(), "text/html; charset=utf-8");
    else refuse(response, 404, "not found");
  });
  server.maxConnections = 100;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(port, ADDRESS, resolve);
  });
  return {
    url: `http://${ADDRESS}:${portOf(server)}/`,
    stop: () => {
      feed.end();
      server.close();
      server.closeAllConnections();
    },
  };
}

const portOf = (server: Server): number => {
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
};

/** Why a request is refused; undefined when it is answered. */
function refusalOf(
  { method, headers }: IncomingMessage,
  port: number,
): [status: number, reason: string] | undefined {
  const hosts = [`${ADDRESS}:${port}`, `localhost:${port}`];
  const { host = "", origin } = headers;
  if (method !== "GET") return [405, "only GET is allowed"];
  if (!hosts.includes(host)) return [403, "this host name is not allowed"];
  if (origin !== undefined && origin !== `http://${host}`)
    return [403, "requests from other pages are not allowed"];
  const site = headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin" && site !== "none")
    return [403, "requests from other pages are not allowed"];
  return undefined;
}

function listen(feed: Feed, response: ServerResponse): void {
  if (feed.isFull) {
    refuse(response, 503, "too many open connections");
    return;
  }
  response.writeHead(200, { ...HEADERS, "content-type": "text/event-stream" });
  feed.join(response);
}

function refuse(response: ServerResponse, status: number, reason: string): void {
  answer(response, status, `${reason}\n`, "text/plain; charset=utf-8");
}

function answer(response: ServerResponse, status: number, text: string, type: string): void {
  response.writeHead(status, { ...HEADERS, "content-type": type });
  response.end(text);
}
