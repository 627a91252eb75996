import { setTimeout as sleep } from "node:timers/promises";
import { NotServedError, type Web, webRequest } from "../../../aws/web-request.ts";
import { CannotTell, Failure } from "../../contract/outcome.ts";

/** A web server's response, including its body. */
export interface Visit {
  readonly status: number;
  readonly headers: Pick<Headers, "get" | "getSetCookie" | "has">;
  readonly body: string;
  /** The `<title>` of the page; the labs' pages name their server there. */
  readonly title: string;
  /** The cookies that the server sets, `name=value` joined as a browser sends them back. */
  readonly cookies: string;
}

export interface VisitOptions {
  readonly method?: "GET" | "HEAD";
  /** Cookies to send, from an earlier `Visit`. @default none: a new visitor */
  readonly cookies?: string;
  /** Time limit for the page, in milliseconds. @default 10 s */
  readonly limitMs?: number;
}

/** The errors of a machine on which the server program is not running, or stops. */
const REFUSALS: ReadonlySet<string> = new Set(["ECONNREFUSED", "ECONNRESET", "UND_ERR_SOCKET"]);

/** The AWS whose pages are visited, from a check's subject. */
export interface Visited {
  readonly aws: Web;
}

/**
 * Requests a page without a cache; redirects are returned, not followed.
 *
 * @throws Failure when the connection is refused or cut: no program listens there. CannotTell when there is no answer: the
 * cause may be the site or the network in between, or that nothing answers for the host on this machine
 */
export async function visit(
  { aws }: Visited,
  url: string,
  options: VisitOptions = {},
): Promise<Visit> {
  const { method = "GET", cookies = "", limitMs = 10_000 } = options;
  try {
    const response = await webRequest(aws, url, {
      method,
      headers: { connection: "close", ...(cookies !== "" && { cookie: cookies }) },
      signal: AbortSignal.timeout(limitMs),
    });
    const body = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body,
      title: /<title>([^<]*)<\/title>/i.exec(body)?.[1]?.trim() ?? "",
      cookies: response.headers
        .getSetCookie()
        .map((cookie) => cookie.split(";")[0] ?? "")
        .join("; "),
    };
  } catch (error) {
    if (error instanceof NotServedError)
      throw new CannotTell(error.message, "emulator", { cause: error });
    const { cause } = error as { cause?: unknown };
    const reason = cause instanceof Error ? cause : (error as Error);
    const { code = "" } = reason as { code?: string };
    if (REFUSALS.has(code))
      throw new Failure(`${url} refuses the connection (${code})`, { cause: error });
    throw new CannotTell(`${url} does not answer: ${reason.message}`, "unseen", { cause: error });
  }
}

/**
 * Counts the pages that `times` new visitors get, by title; an error page counts as `HTTP status`.
 *
 * @param pauseMs pause between two visitors
 */
export async function pagesOf(
  from: Visited,
  url: string,
  times: number,
  pauseMs = 0,
): Promise<Map<string, number>> {
  const seen = new Map<string, number>();
  for (let i = 0; i < times; i++) {
    if (i > 0 && pauseMs > 0) await sleep(pauseMs);
    const page = pageIn(await visit(from, url));
    seen.set(page, (seen.get(page) ?? 0) + 1);
  }
  return seen;
}

/** The pages of one visitor, who keeps the cookies of the first answer, on `times` further visits. */
export async function pagesOfOneVisitor(
  from: Visited,
  url: string,
  times: number,
): Promise<Set<string>> {
  const first = await visit(from, url);
  const seen = new Set([pageIn(first)]);
  for (let i = 0; i < times; i++)
    seen.add(pageIn(await visit(from, url, { cookies: first.cookies })));
  return seen;
}

/** What a visitor sees: the page's title, or the error. */
const pageIn = ({ status, title }: Visit): string => (status === 200 ? title : `HTTP ${status}`);

/** `EC2-1 (5), EC2-2 (5)` */
export const countsOf = (pages: ReadonlyMap<string, number>): string =>
  [...pages].map(([page, count]) => `${page} (${count})`).join(", ");
