import type { WebAnswer } from "../answerer.ts";
import { htmlPage } from "../html.ts";
import type { ApplicationAnswer } from "./application.ts";

/** What belongs to one connection, and is not passed on. https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1 */
const OF_CONNECTION = new Set([
  ...[
    "connection",
    "keep-alive",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
  ],
  ...["content-length", "set-cookie"],
]);

/** The answer of an environment's web server, nginx, for that of its application. */
export function sent(answer: ApplicationAnswer): WebAnswer {
  if (answer.how === "refused") return ownPage(502, "502 Bad Gateway");
  if (answer.how === "late") return ownPage(504, "504 Gateway Time-out");
  const { status, headers, body } = answer;
  const passed = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined || OF_CONNECTION.has(name) ? [] : [[name, String(value)] as const],
  );
  return {
    status,
    headers: { ...Object.fromEntries(passed), server: "nginx" },
    cookies: headers["set-cookie"] ?? [],
    body,
  };
}

const ownPage = (status: 502 | 504, title: string): WebAnswer => ({
  status,
  headers: { "content-type": "text/html", server: "nginx" },
  body: htmlPage(title, ["nginx"]),
});
