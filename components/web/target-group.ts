import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { inRange } from "../../lib/range.ts";
import { HTTP_PORT } from "./web-access.ts";

/** How a load balancer checks whether a server may get requests. */
export interface HealthCheck {
  /** The path to request from each server. @default "/" */
  readonly path?: string;
  /** Seconds between two checks, 5 to 300. @default 10 */
  readonly intervalSeconds?: number;
  /** Seconds to wait for an answer, less than the interval. @default 5 */
  readonly timeoutSeconds?: number;
  /** Consecutive good answers that make a server healthy, 2 to 10. @default 2 */
  readonly healthyThreshold?: number;
  /** Consecutive bad answers that make a server unhealthy, 2 to 10. @default 2 */
  readonly unhealthyThreshold?: number;
  /** HTTP status codes that count as good, e.g. `200-299` or `200,301`. @default "200" */
  readonly matcher?: string;
}

export interface TargetGroupArgs {
  readonly vpcId: pulumi.Input<string>;
  readonly healthCheck?: HealthCheck;
  /** How long a visitor stays with one server, in seconds, 1 to 604800 (a week). @default no stickiness */
  readonly stickinessSeconds?: number;
  /** How long a server that is removed may finish its requests, in seconds, 0 to 3600. @default 30 */
  readonly deregistrationDelaySeconds?: number;
}

/** Fast, for a class: a server becomes healthy or unhealthy within 20 seconds. AWS's own defaults take 150. */
const HEALTH_CHECK: Required<HealthCheck> = {
  path: "/",
  intervalSeconds: 10,
  timeoutSeconds: 5,
  healthyThreshold: 2,
  unhealthyThreshold: 2,
  matcher: "200",
};

/** AWS allows 32 characters in a load balancer's or target group's name, and Pulumi appends `-` and 7 more. */
const LOGICAL_NAME_CHARACTERS = 24;

/** Servers that share HTTP requests from a load balancer. */
export function targetGroup(
  name: string,
  args: TargetGroupArgs,
  opts: pulumi.CustomResourceOptions,
): aws.lb.TargetGroup {
  const { vpcId, stickinessSeconds, deregistrationDelaySeconds = 30 } = args;
  const { intervalSeconds, timeoutSeconds, ...check } = { ...HEALTH_CHECK, ...args.healthCheck };
  // No `name`: a replacement is created before the old one is deleted, so it needs another name, which autonaming provides.
  return new aws.lb.TargetGroup(
    name,
    {
      vpcId,
      port: HTTP_PORT,
      protocol: "HTTP",
      targetType: "instance",
      deregistrationDelay: deregistrationDelaySeconds,
      healthCheck: { ...check, interval: intervalSeconds, timeout: timeoutSeconds },
      // Always set: a target group keeps the stickiness that an update leaves out.
      stickiness: {
        type: "lb_cookie",
        enabled: stickinessSeconds !== undefined,
        ...(stickinessSeconds !== undefined && { cookieDuration: stickinessSeconds }),
      },
    },
    opts,
  );
}

/** @throws when AWS would reject one of the settings. */
export function checkTargetGroup(name: string, args: Omit<TargetGroupArgs, "vpcId">): void {
  const { stickinessSeconds, deregistrationDelaySeconds = 30, healthCheck } = args;
  const check = { ...HEALTH_CHECK, ...healthCheck };
  if (name.length > LOGICAL_NAME_CHARACTERS)
    throw new Error(
      `"${name}" has ${name.length} characters, more than the ${LOGICAL_NAME_CHARACTERS} that a target group's name allows: use a shorter name`,
    );
  if (!check.path.startsWith("/"))
    throw new Error(`healthCheck.path "${check.path}" must start with "/"`);
  inRange("healthCheck.intervalSeconds", check.intervalSeconds, 5, 300);
  inRange("healthCheck.timeoutSeconds", check.timeoutSeconds, 2, 120);
  inRange("healthCheck.healthyThreshold", check.healthyThreshold, 2, 10);
  inRange("healthCheck.unhealthyThreshold", check.unhealthyThreshold, 2, 10);
  inRange("deregistrationDelaySeconds", deregistrationDelaySeconds, 0, 3600);
  if (check.timeoutSeconds >= check.intervalSeconds)
    throw new Error(
      `healthCheck.timeoutSeconds ${check.timeoutSeconds} must be less than intervalSeconds ${check.intervalSeconds}`,
    );
  if (stickinessSeconds !== undefined) inRange("stickinessSeconds", stickinessSeconds, 1, 604_800);
}
