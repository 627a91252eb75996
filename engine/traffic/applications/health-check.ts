import type { ApplicationAnswer } from "./told.ts";

/** What an environment's health is asked by. */
export type HealthCheck =
  | { readonly how: "request"; readonly path: string }
  | { readonly how: "connect" }
  /** Where nothing listens that runs here. */
  | { readonly how: "not here" };

const CHECK = /^(?:(http|https|tcp|ssl)(?::(\d+))?)?(\/.*)?$/i;

/** The port of the environment's web server, which has no certificate. */
const WEB_PORT = "80";

/**
 * The option `Application Healthcheck URL`: a path, with a protocol and a port before it or not. Without a path, a connection is
 * opened, as for an empty value.
 *
 * @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html#command-options-general-elasticbeanstalkapplication
 * @see https://docs.aws.amazon.com/elasticloadbalancing/2012-06-01/APIReference/API_HealthCheck.html
 */
export function healthCheck(url = ""): HealthCheck {
  const found = CHECK.exec(url);
  if (!found) return { how: "not here" };
  const [, protocol = "", port = WEB_PORT, path] = found;
  if (/^(?:https|ssl)$/i.test(protocol) || port !== WEB_PORT) return { how: "not here" };
  if (path !== undefined && !/^tcp$/i.test(protocol)) return { how: "request", path };
  return /^http$/i.test(protocol) ? { how: "not here" } : { how: "connect" }; // HTTP needs a path
}

/** An environment's health, in the words of `DescribeEnvironments`. */
export interface Health {
  readonly health: "Green" | "Red" | "Grey";
  readonly status: "Ok" | "Severe" | "NoData";
}

/** Nothing has been seen of it. */
export const UNKNOWN: Health = { health: "Grey", status: "NoData" };

/** It does not answer, or with an error. */
export const SEVERE: Health = { health: "Red", status: "Severe" };

/** The health that an application's answer shows. */
export function healthBy(answer: ApplicationAnswer): Health {
  if (answer.how === "too large") return UNKNOWN;
  const isGood = answer.how === "connected" || (answer.how === "answered" && answer.status < 400);
  return isGood ? { health: "Green", status: "Ok" } : SEVERE;
}
