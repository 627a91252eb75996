import type { WebAnswer } from "../answerer.ts";
import { passedOn } from "../headers.ts";
import { htmlPage } from "../html.ts";
import { noConnection } from "../no-connection.ts";
import type { Unread } from "./bodies.ts";
import type { ApplicationAnswer } from "./told.ts";

/**
 * The answer of an environment's web server, nginx, for that of its application.
 *
 * @param method the request's: the answer to HEAD has a length, but no body
 */
export function sent(answer: ApplicationAnswer, method: string): WebAnswer {
  switch (answer.how) {
    case "late":
      return ownPage(504, "504 Gateway Time-out");
    case "too large":
      return noConnection(502, undefined, "the answer is larger than 5 MiB, the most here");
    case "answered":
      break;
    default:
      return ownPage(502, "502 Bad Gateway");
  }
  const { status, headers, body } = answer;
  const own = ["set-cookie", ...(method === "HEAD" ? [] : ["content-length"])];
  const passed = Object.entries(passedOn(headers, own)).map(
    ([name, value]) => [name, String(value)] as const,
  );
  return {
    status,
    headers: { ...Object.fromEntries(passed), server: "nginx" },
    cookies: headers["set-cookie"] ?? [],
    ...(method !== "HEAD" && { body }),
  };
}

/** The answer of the web server to a request whose body it has not read. */
export function withoutBody(why: Unread): WebAnswer {
  switch (why) {
    case "too large":
      return ownPage(413, "413 Request Entity Too Large");
    case "too many":
      return ownPage(503, "503 Service Temporarily Unavailable");
    case "cut off":
      return ownPage(400, "400 Bad Request");
  }
}

const ownPage = (status: number, title: string): WebAnswer => ({
  status,
  headers: { "content-type": "text/html", server: "nginx" },
  body: htmlPage(title, ["nginx"]),
});
