import type {
  Listener,
  LoadBalancer,
  Rule,
  TargetGroup as DescribedGroup,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { elbClient } from "../../../aws/elb/client.ts";
import { all } from "../../../aws/contract/finder.ts";
import type { Emulated } from "../emulated.ts";
import { STOPPED } from "./health/health.ts";

/** A listener of a load balancer, with its rules in order of priority. */
export interface Listening {
  readonly protocol: string;
  readonly port: number;
  readonly rules: readonly Rule[];
}

/** In seconds, as AWS has it; the emulated AWS takes any. https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html */
const LEAST_INTERVAL = 5;

/** A target that is registered with a group. */
export interface Registered {
  readonly id: string;
  readonly port: number;
  /** Whether its server is stopped. */
  readonly isStopped: boolean;
}

/** A target group, with the settings of its health checks and cookies. */
export interface Group {
  readonly arn: string;
  readonly protocol: string;
  /** `instance`, or a type that is not supported here. */
  readonly type: string;
  readonly check: {
    readonly path: string;
    /** `traffic-port`, or a number. */
    readonly port: string;
    readonly matcher: string;
    readonly intervalMs: number;
    readonly timeoutMs: number;
    readonly healthy: number;
    readonly unhealthy: number;
  };
  /** How long a visitor is bound to a target. @default not bound */
  readonly stickyMs?: number;
  readonly deregistrationMs: number;
  readonly targets: readonly Registered[];
}

/** The account's load balancers, read through AWS's API. */
export class Configuration {
  readonly #emulated: Pick<Emulated, "aws" | "regions">;

  constructor(emulated: Pick<Emulated, "aws" | "regions">) {
    this.#emulated = emulated;
  }

  /** The Application Load Balancers of a region; none of one that the account does not use. */
  async balancers(region: string): Promise<readonly LoadBalancer[]> {
    const elb = await this.#elb(region);
    if (elb === undefined) return [];
    const found = await all(elb.paginateDescribeLoadBalancers({}), (page) => page.LoadBalancers);
    return found.filter(({ Type }) => Type === "application");
  }

  /** @returns an empty list for a deleted load balancer */
  async listeners(arn: string): Promise<readonly Listening[]> {
    const elb = await this.#elb(regionOf(arn));
    if (elb === undefined) return [];
    const rulesOf = async ({ ListenerArn }: Listener): Promise<Rule[]> => {
      const rules = await all(elb.paginateDescribeRules({ ListenerArn }), (page) => page.Rules);
      return rules.toSorted((a, b) => priorityOf(a) - priorityOf(b));
    };
    try {
      const { Listeners = [] } = await elb.describeListeners({ LoadBalancerArn: arn });
      return await Promise.all(
        Listeners.map(async (listener) => ({
          protocol: listener.Protocol ?? "HTTP",
          port: listener.Port ?? 0,
          rules: await rulesOf(listener),
        })),
      );
    } catch (error) {
      if (isGone(error)) return [];
      throw error;
    }
  }

  /** @returns undefined when there is no such group */
  async group(arn: string): Promise<Group | undefined> {
    const elb = await this.#elb(regionOf(arn));
    if (elb === undefined) return undefined;
    const TargetGroupArn = arn;
    try {
      const [{ TargetGroups = [] }, { Attributes = [] }, { TargetHealthDescriptions = [] }] =
        await Promise.all([
          elb.describeTargetGroups({ TargetGroupArns: [arn] }),
          elb.describeTargetGroupAttributes({ TargetGroupArn }),
          elb.describeTargetHealth({ TargetGroupArn }),
        ]);
      const [described = {}] = TargetGroups;
      const attributes = new Map(Attributes.map(({ Key = "", Value = "" }) => [Key, Value]));
      const targets = TargetHealthDescriptions.map(({ Target, TargetHealth }) => ({
        id: Target?.Id ?? "",
        port: Target?.Port ?? described.Port ?? 0,
        isStopped: TargetHealth?.Reason === STOPPED.reason,
      }));
      return { ...groupOf(described, attributes), arn, targets };
    } catch (error) {
      if (isGone(error)) return undefined;
      throw error;
    }
  }

  async #elb(region: string) {
    const isUsed = (await this.#emulated.regions()).includes(region);
    return isUsed ? this.#emulated.aws.client(elbClient, region) : undefined;
  }
}

const isGone = (error: unknown): boolean =>
  error instanceof Error && /^(LoadBalancer|Listener|TargetGroup)NotFound/.test(error.name);

/** `arn:aws:elasticloadbalancing:REGION:...` */
export const regionOf = (arn: string): string => arn.split(":")[3] ?? "";

/** The default rule comes last. */
const priorityOf = ({ Priority }: Rule): number =>
  Priority === undefined || Priority === "default" ? Infinity : Number(Priority);

function groupOf(
  group: DescribedGroup,
  attributes: ReadonlyMap<string, string>,
): Omit<Group, "arn" | "targets"> {
  const isSticky =
    attributes.get("stickiness.enabled") === "true" &&
    attributes.get("stickiness.type") === "lb_cookie";
  const sticky = attributes.get("stickiness.lb_cookie.duration_seconds") ?? "86400";
  return {
    protocol: group.Protocol ?? "HTTP",
    type: group.TargetType ?? "instance",
    check: {
      path: group.HealthCheckPath ?? "/",
      port: group.HealthCheckPort ?? "traffic-port",
      matcher: group.Matcher?.HttpCode ?? "200",
      intervalMs: Math.max(LEAST_INTERVAL, group.HealthCheckIntervalSeconds ?? 30) * 1000,
      timeoutMs: (group.HealthCheckTimeoutSeconds ?? 5) * 1000,
      healthy: group.HealthyThresholdCount ?? 5,
      unhealthy: group.UnhealthyThresholdCount ?? 2,
    },
    ...(isSticky && { stickyMs: Number(sticky) * 1000 }),
    deregistrationMs:
      Number(attributes.get("deregistration_delay.timeout_seconds") ?? "300") * 1000,
  };
}
