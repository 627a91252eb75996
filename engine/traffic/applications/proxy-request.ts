import type { WebRequest } from "../answerer.ts";
import { passedOn } from "../headers.ts";
import type { ServerVisit } from "../servers/connection.ts";

/** All visitors are on this machine. */
const VISITOR = "127.0.0.1";

/** Whether a request says that a body follows. https://www.rfc-editor.org/rfc/rfc9110#section-6.4 */
export const hasBody = ({ headers }: Pick<WebRequest, "headers">): boolean =>
  headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;

/** A request, which has no body, as an environment's web server passes it on to its application. */
export function passed({
  method,
  path,
  query,
  host,
  headers,
}: Omit<WebRequest, "port" | "isSecure">) {
  const before = headers["x-forwarded-for"];
  return {
    ...{ method, path, query },
    headers: {
      ...passedOn(headers, ["content-length", "expect"]),
      host,
      "x-real-ip": VISITOR,
      "x-forwarded-for": before === undefined ? VISITOR : `${String(before)}, ${VISITOR}`,
    },
  };
}

/** How an environment's health is requested. */
export const healthVisit = (path: string): ServerVisit => ({
  ...{ method: "GET", path, query: "" },
  headers: { host: "127.0.0.1", "user-agent": "ELB-HealthChecker/2.0" },
});
