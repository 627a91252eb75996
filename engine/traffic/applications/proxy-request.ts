import type { WebRequest } from "../answerer.ts";
import { passedOn } from "../headers.ts";
import type { ServerVisit } from "../servers/connection.ts";

/** All visitors are on this machine. */
const VISITOR = "127.0.0.1";

/**
 * A request as an environment's web server passes it on to its application.
 *
 * @param bodyBytes length of its body @default it has none
 */
export function passed(
  { method, path, query, host, headers }: Omit<WebRequest, "port" | "isSecure" | "body">,
  bodyBytes?: number,
) {
  const before = headers["x-forwarded-for"];
  return {
    ...{ method, path, query },
    headers: {
      ...passedOn(headers, ["content-length", "expect"]),
      ...(bodyBytes !== undefined && { "content-length": String(bodyBytes) }),
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
