import type { LoadBalancer } from "@aws-sdk/client-elastic-load-balancing-v2";
import type { Servers } from "../../servers/servers.ts";
import type { Clock } from "../../clock.ts";
import { type Configuration, regionOf } from "../configuration.ts";
import { ruleGroups } from "../forward.ts";
import { GroupHealth, type Seen } from "./group-health.ts";
import { checkTarget, TRAFFIC_PORT } from "./health-check.ts";
import type { Sources } from "../sources.ts";

/** A target's health as reported to the emulated AWS. */
export interface ReportedHealth {
  readonly id: string;
  readonly port: number;
  readonly checkedPort: string;
  readonly state: string;
  readonly reason?: string;
  readonly description?: string;
}

/** More target groups than a class has. */
const MOST = 500;

export interface GroupHealthsArgs {
  readonly configuration: Configuration;
  readonly sources: Sources;
  readonly servers: Pick<Servers, "answerAt">;
  readonly clock: Clock;
}

/** The health of all requested target groups. */
export class GroupHealths {
  readonly #args: GroupHealthsArgs;
  readonly #groups = new Map<string, GroupHealth>();
  /** The last known load balancer of each group, by the group's ARN. */
  readonly #users = new Map<string, string>();

  constructor(args: GroupHealthsArgs) {
    this.#args = args;
  }

  /** @param arn of the group */
  of(arn: string): GroupHealth {
    const { servers, clock } = this.#args;
    const known = this.#groups.get(arn);
    if (known) return known;
    if (this.#groups.size >= MOST) this.#groups.clear();
    const health = new GroupHealth({
      clock,
      read: () => this.#read(arn),
      check: (group, target, from) => checkTarget(servers, group, target, from),
    });
    this.#groups.set(arn, health);
    return health;
  }

  /**
   * The group's health for DescribeTargetHealth. @returns undefined for a group that cannot belong to an Application Load
   * Balancer
   */
  async tell(arn: string): Promise<readonly ReportedHealth[] | undefined> {
    const seen = await this.#read(arn);
    if (!seen?.group.protocol.startsWith("HTTP")) return undefined;
    const health = this.of(arn);
    health.update(seen);
    health.ask();
    await health.settled();
    const { port: checked } = seen.group.check;
    return health.states().map(({ target: { id, port }, health: its }) => {
      const checkedPort = checked === TRAFFIC_PORT ? String(port) : checked;
      return { id, port, checkedPort, ...its };
    });
  }

  async #read(arn: string): Promise<Seen | undefined> {
    const [group, user] = await Promise.all([
      this.#args.configuration.group(arn),
      this.#userOf(arn),
    ]);
    if (group === undefined) return undefined;
    return { group, from: user && (await this.#args.sources.of(user)) };
  }

  /** The load balancer that uses a group in its rules: at most one, usually the same as before. */
  async #userOf(arn: string): Promise<LoadBalancer | undefined> {
    const balancers = await this.#args.configuration.balancers(regionOf(arn));
    const before = this.#users.get(arn);
    const isBefore = ({ LoadBalancerArn }: LoadBalancer) => LoadBalancerArn === before;
    for (const balancer of balancers.toSorted((a, b) => Number(isBefore(b)) - Number(isBefore(a))))
      if (await this.#uses(balancer, arn)) {
        this.#users.set(arn, balancer.LoadBalancerArn ?? "");
        return balancer;
      }
    this.#users.delete(arn);
    return undefined;
  }

  async #uses({ LoadBalancerArn = "" }: LoadBalancer, arn: string): Promise<boolean> {
    const listeners = await this.#args.configuration.listeners(LoadBalancerArn);
    const groups = listeners.flatMap(({ rules }) => rules.flatMap(ruleGroups));
    return groups.some((group) => group.arn === arn);
  }
}
