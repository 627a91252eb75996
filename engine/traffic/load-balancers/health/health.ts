/** The state of a target, as in DescribeTargetHealth. */
export interface Health {
  readonly state: "initial" | "healthy" | "unhealthy" | "unused" | "draining" | "unavailable";
  /** AWS's reason code; a healthy target has none. */
  readonly reason?: string;
  readonly description?: string;
}

/** The result of a health check; `notHere` when this machine cannot run the target. */
export type Outcome =
  | { readonly how: "passed" }
  | { readonly how: "failed"; readonly reason: FailureReason; readonly description: string }
  | { readonly how: "notHere"; readonly description: string };

type FailureReason = "Target.ResponseCodeMismatch" | "Target.Timeout" | "Target.FailedHealthChecks";

/** How many consecutive health checks change a state. */
export interface Thresholds {
  readonly healthy: number;
  readonly unhealthy: number;
}

/** The health of a target so far. */
export interface Course {
  readonly state: "initial" | "healthy" | "unhealthy" | "unavailable";
  /** How many of the last consecutive checks contradict the state. */
  readonly against: number;
  /** Details of the last failed check. */
  readonly failure?: Pick<Health, "reason" | "description">;
}

/** A target that was just registered, or has just started. */
export const NEW: Course = { state: "initial", against: 0 };

/**
 * A new target is healthy after one successful check; after that, the thresholds decide.
 *
 * @param times how many consecutive checks the outcome counts for
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
 */
export function after(course: Course, outcome: Outcome, thresholds: Thresholds, times = 1): Course {
  if (outcome.how === "notHere") {
    const { description } = outcome;
    return { state: "unavailable", against: 0, failure: { reason: INTERNAL, description } };
  }
  const { state, against } = course.state === "unavailable" ? NEW : course;
  if (outcome.how === "passed") {
    if (state !== "unhealthy") return HEALTHY;
    const passed = against + times;
    return passed >= thresholds.healthy ? HEALTHY : { ...course, against: passed };
  }
  const { reason, description } = outcome;
  const failure = { reason, description };
  if (state === "unhealthy") return { state, against: 0, failure };
  const failed = against + times;
  return failed >= thresholds.unhealthy
    ? { state: "unhealthy", against: 0, failure }
    : { state, against: failed, failure };
}

const HEALTHY: Course = { state: "healthy", against: 0 };

const INTERNAL = "Elb.InternalError";

/** The health that AWS shows of a checked target. */
export function healthOf({ state, failure }: Course): Health {
  switch (state) {
    case "healthy":
      return { state };
    case "initial":
      return {
        state,
        reason: "Elb.InitialHealthChecking",
        description: "Initial health checks in progress",
      };
    default:
      return { state, ...failure };
  }
}

export const NOT_IN_USE: Health = {
  state: "unused",
  reason: "Target.NotInUse",
  description: "Target group is not configured to receive traffic from the load balancer",
};

export const STOPPED: Health = {
  state: "unused",
  reason: "Target.InvalidState",
  description: "Target is in the stopped state",
};

export const DRAINING: Health = {
  state: "draining",
  reason: "Target.DeregistrationInProgress",
  description: "Target deregistration is in progress",
};

/** Whether a status matches a group's matcher: `200`, `200,302`, `200-299`. */
export const isExpected = (status: number, matcher: string): boolean =>
  matcher.split(",").some((part) => {
    const [from = "", to = from] = part.split("-");
    return Number(from) <= status && status <= Number(to);
  });
