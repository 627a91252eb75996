import { randomBytes } from "node:crypto";
import type { Rule } from "@aws-sdk/client-elastic-load-balancing-v2";
import type { WebRequest } from "../answerer.ts";
import type { ServerVisit } from "../servers/connection.ts";
import { type RoutedRequest, meets } from "./conditions.ts";
import type { Listening } from "./configuration.ts";

/** All visitors are on this machine. */
const VISITOR = "127.0.0.1";

const HTTP_PORT = 80;
const HTTPS_PORT = 443;

/** The listener for a request. A local address means the HTTPS listener, if there is one. */
export function listenerFor(
  listeners: readonly Listening[],
  { port, isSecure }: Pick<WebRequest, "port" | "isSecure">,
): Listening | undefined {
  const at = (wanted: number) => listeners.find((listener) => listener.port === wanted);
  return (isSecure && port === HTTP_PORT ? at(HTTPS_PORT) : undefined) ?? at(port);
}

/** The first rule whose conditions a request meets; the last one is the default. */
export function ruleFor({ rules }: Listening, request: WebRequest): Rule | undefined {
  const asked: RoutedRequest = { ...request, address: VISITOR };
  return rules.find(({ Conditions = [] }) =>
    Conditions.every((condition) => meets(asked, condition)),
  );
}

/**
 * A request as forwarded to a target.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/x-forwarded-headers.html
 */
export function forwardedVisit(request: WebRequest, { protocol, port }: Listening): ServerVisit {
  const { method, host, path, query, headers, body, gone } = request;
  const before = headers["x-forwarded-for"];
  return {
    ...{ method, path, query, gone },
    ...(body && { body }),
    headers: {
      ...headers,
      host,
      "x-forwarded-for": before === undefined ? VISITOR : `${String(before)}, ${VISITOR}`,
      "x-forwarded-proto": protocol.toLowerCase(),
      "x-forwarded-port": String(port),
      "x-amzn-trace-id": headers["x-amzn-trace-id"] ?? traceId(),
    },
  };
}

const traceId = (): string => {
  const seconds = Math.floor(Date.now() / 1000).toString(16);
  return `Root=1-${seconds}-${randomBytes(12).toString("hex")}`;
};
