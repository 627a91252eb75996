import { discard } from "../../answerer.ts";
import type { Connection, InsideSource } from "../../servers/connection.ts";
import type { Servers } from "../../servers/servers.ts";
import { type Group, type Registered, regionOf } from "../configuration.ts";
import { isExpected, type Outcome } from "./health.ts";

/** The health-check port that means each target's own port. */
export const TRAFFIC_PORT = "traffic-port";

/**
 * Runs a group's health check on a target. The caller sets a time limit.
 *
 * @param from the load balancer
 */
export async function checkTarget(
  servers: Pick<Servers, "answerAt">,
  { arn, type, check }: Group,
  target: Pick<Registered, "id" | "port">,
  from: InsideSource,
): Promise<Outcome> {
  if (type !== "instance")
    return { how: "notHere", description: `targets of type ${type} are not run on this machine` };
  const port = check.port === TRAFFIC_PORT ? target.port : Number(check.port);
  const [path = "/", ...query] = check.path.split("?");
  const visit = {
    ...{ method: "GET", path, query: query.join("?") },
    headers: { "user-agent": "ELB-HealthChecker/2.0", connection: "close" },
  };
  const server = { region: regionOf(arn), instanceId: target.id };
  return outcomeOf(await servers.answerAt(server, port, visit, from), check.matcher);
}

/** @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetHealth.html */
function outcomeOf(connection: Connection, matcher: string): Outcome {
  switch (connection.how) {
    case "answered": {
      const { status } = connection.answer;
      discard(connection.answer);
      if (isExpected(status, matcher)) return { how: "passed" };
      const description = `Health checks failed with these codes: [${status}]`;
      return { how: "failed", reason: "Target.ResponseCodeMismatch", description };
    }
    case "refused":
      return {
        how: "failed",
        reason: "Target.FailedHealthChecks",
        description: "Health checks failed",
      };
    case "timed out":
      return TIMED_OUT;
    case "not here":
      return { how: "notHere", description: connection.reason };
  }
}

export const TIMED_OUT: Outcome = {
  how: "failed",
  reason: "Target.Timeout",
  description: "Request timed out",
};
