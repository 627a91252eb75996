import mime from "mime";
import type { Boot, WebServer } from "../../boot/outcome.ts";
import { type Page, Pages } from "./pages.ts";

/** A request to the server's port 80. */
export interface ServerRequest {
  readonly method: string;
  /** Path with query, as on the request line. */
  readonly url: string;
  /** By lower-case name, as in Node. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

export interface ServerAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

const NAMES: Readonly<Record<WebServer, string>> = {
  httpd: "Apache/2.4 (Amazon Linux)",
  nginx: "nginx",
};

const REASONS: Readonly<Record<number, string>> = {
  301: "Moved Permanently",
  400: "Bad Request",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
};

/** Cached pages of boots. */
const read = new WeakMap<Boot, Pages>();

/**
 * The answer of the server's web server, from its pages only: without path traversal, and without following links.
 *
 * @returns undefined when none runs: the connection is refused
 */
export async function answer(
  boot: Boot,
  request: ServerRequest,
): Promise<ServerAnswer | undefined> {
  const { webServer, webRoot, denied } = boot;
  if (webServer === undefined || webRoot === undefined) return undefined;
  const pages = read.get(boot) ?? new Pages(webRoot);
  read.set(boot, pages);
  const { status, headers, body } = await respond(webServer, pages, denied, request);
  return {
    status,
    headers: {
      date: new Date().toUTCString(),
      server: NAMES[webServer],
      ...headers,
      ...(status !== 304 && { "content-length": String(body.length) }),
    },
    body: request.method === "HEAD" ? Buffer.alloc(0) : body,
  };
}

async function respond(
  server: WebServer,
  pages: Pages,
  denied: readonly string[],
  { method, url, headers }: ServerRequest,
): Promise<ServerAnswer> {
  const methods = ["GET", "HEAD", ...(server === "httpd" ? ["POST"] : [])];
  if (!methods.includes(method)) return page(405, { allow: methods.join(",") });
  const names = segments(url);
  if (typeof names === "number") return page(names);
  const name = names.join("/");
  if (isDenied(server, names, denied)) return page(403);
  const slash = /^[^?#]*\/([?#]|$)/.test(url);
  const found = await pages.read(name);
  if (found === undefined) return page(404);
  if (found !== "folder") return slash ? page(404) : fileAnswer(server, name, found, headers);
  if (!slash) return page(301, { location: `/${names.map(encodeURIComponent).join("/")}/` });
  const index = names.length === 0 ? "index.html" : `${name}/index.html`;
  if (denied.includes(index)) return page(403);
  const inside = await pages.read(index);
  if (inside === undefined || inside === "folder") return page(403); // no directory listings
  return fileAnswer(server, index, inside, headers);
}

/** The decoded parts of a path. @returns the status for an invalid path */
function segments(url: string): string[] | number {
  const encoded = url.replace(/^https?:\/\/[^/]*/i, "").replace(/[?#].*$/s, "");
  if (!encoded.startsWith("/")) return 400;
  const parts: string[] = [];
  for (const each of encoded.split("/")) {
    let part: string;
    try {
      part = decodeURIComponent(each);
    } catch {
      return 400;
    }
    if (part.includes("/") || part.includes("\0")) return 404;
    if (part === "..") {
      if (parts.pop() === undefined) return 400;
    } else if (part !== "" && part !== ".") parts.push(part);
  }
  return parts;
}

/** Apache's default configuration denies `.ht*`. */
function isDenied(server: WebServer, names: readonly string[], denied: readonly string[]): boolean {
  if (server === "httpd" && names.some((name) => name.startsWith(".ht"))) return true;
  return (
    denied.includes("") || names.some((_, at) => denied.includes(names.slice(0, at + 1).join("/")))
  );
}

/** A page may be replaced within the second that its date shows, by one of the same size: nginx's tag, too, is finer here. */
function fileAnswer(
  server: WebServer,
  name: string,
  { content, mtime }: Page,
  asked: ServerRequest["headers"],
): ServerAnswer {
  const ms = mtime.getTime();
  const seconds = Math.floor(ms / 1000);
  const etag =
    server === "httpd"
      ? `"${content.length.toString(16)}-${(ms * 1000).toString(16)}"`
      : `"${ms.toString(16)}-${content.length.toString(16)}"`;
  const headers = {
    "last-modified": mtime.toUTCString(),
    etag,
    "accept-ranges": "bytes",
    ...contentType(server, name),
  };
  const unchanged = isUnchanged(etag, seconds, asked);
  return { status: unchanged ? 304 : 200, headers, body: unchanged ? Buffer.alloc(0) : content };
}

/** If-None-Match takes precedence. */
function isUnchanged(etag: string, seconds: number, asked: ServerRequest["headers"]): boolean {
  const tags = asked["if-none-match"];
  if (tags !== undefined)
    return String(tags)
      .split(",")
      .map((tag) => tag.trim().replace(/^W\//, ""))
      .some((tag) => tag === etag || tag === "*");
  const since = Date.parse(String(asked["if-modified-since"] ?? ""));
  return seconds * 1000 <= since;
}

/** Apache sends no type for an unknown extension, and UTF-8 for text; nginx sends application/octet-stream. */
function contentType(server: WebServer, name: string): Readonly<Record<string, string>> {
  const type = mime.getType(name);
  if (server === "nginx") return { "content-type": type ?? "application/octet-stream" };
  if (type === null) return {};
  const hasCharset = type === "text/html" || type === "text/plain";
  return { "content-type": hasCharset ? `${type}; charset=UTF-8` : type };
}

/** A page from the web server itself. */
function page(status: number, headers: Readonly<Record<string, string>> = {}): ServerAnswer {
  const title = `${status} ${REASONS[status] ?? ""}`;
  const html = `<!DOCTYPE html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`;
  return {
    status,
    headers: { ...headers, "content-type": "text/html; charset=iso-8859-1" },
    body: Buffer.from(html),
  };
}
