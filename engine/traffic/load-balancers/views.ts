import type { LoadBalancer } from "@aws-sdk/client-elastic-load-balancing-v2";
import type { Account } from "../servers/account.ts";
import type { InsideSource } from "../servers/connection.ts";
import type { Network } from "../servers/network/network.ts";
import type { Clock } from "../clock.ts";
import type { Configuration, Group, Listening } from "./configuration.ts";
import { ruleGroups } from "./forward.ts";
import { Fresh } from "./fresh.ts";
import type { GroupHealth } from "./health/group-health.ts";
import type { GroupHealths } from "./health/group-healths.ts";
import type { Sources } from "./sources.ts";

/** A target group of a load balancer. */
export interface GroupView {
  readonly group: Group;
  readonly health: GroupHealth;
}

/** A load balancer with everything needed for an answer, as last read. */
export interface View {
  readonly balancer: LoadBalancer;
  readonly from: InsideSource;
  readonly network: Network;
  readonly listeners: readonly Listening[];
  /** By ARN. */
  readonly groups: ReadonlyMap<string, GroupView>;
  /** Reads the current targets. */
  readonly reread: () => Promise<unknown>;
}

/** Host names of load balancers; an alias record adds the prefix `dualstack.`. */
const NAME = /^(?:dualstack\.)?(.+\.([a-z]{2}(?:-[a-z]+)+-\d)\.elb\.amazonaws\.com)$/;

/** Maximum number of entries, because clients can invent host names. */
const MOST = 500;

export interface ViewsArgs {
  readonly configuration: Configuration;
  readonly sources: Sources;
  readonly healths: GroupHealths;
  readonly account: Pick<Account, "network">;
  readonly clock: Clock;
}

/** The account's Application Load Balancers by their host names. */
export class Views {
  readonly #args: ViewsArgs;
  readonly #views = new Map<string, Fresh<View | undefined>>();

  constructor(args: ViewsArgs) {
    this.#args = args;
  }

  /** @returns undefined when no load balancer has this host name */
  of(host: string): View | undefined | Promise<View | undefined> {
    const [, name, region] = NAME.exec(host) ?? [];
    if (name === undefined || region === undefined) return undefined;
    let view = this.#views.get(name);
    if (view === undefined) {
      if (this.#views.size >= MOST) this.#views.clear();
      const { now } = this.#args.clock;
      const fresh: Fresh<View | undefined> = new Fresh<View | undefined>(
        () => this.#look(name, region, () => fresh.since(now())),
        now,
      );
      this.#views.set(name, fresh);
      view = fresh;
    }
    return view.get();
  }

  async #look(name: string, region: string, reread: View["reread"]): Promise<View | undefined> {
    const { configuration, sources, account } = this.#args;
    const balancers = await configuration.balancers(region);
    const balancer = balancers.find(({ DNSName }) => DNSName?.toLowerCase() === name);
    if (balancer === undefined) return undefined;
    const [listeners, from, network] = await Promise.all([
      configuration.listeners(balancer.LoadBalancerArn ?? ""),
      sources.of(balancer),
      account.network(region),
    ]);
    const shares = listeners.flatMap(({ rules }) => rules.flatMap(ruleGroups));
    const arns = new Set(shares.map(({ arn }) => arn));
    const groups = await Promise.all([...arns].map((arn) => this.#groupView(arn, from)));
    return { balancer, from, network, listeners, groups: new Map(groups.flat()), reread };
  }

  async #groupView(arn: string, from: InsideSource): Promise<[string, GroupView][]> {
    const group = await this.#args.configuration.group(arn);
    if (group === undefined) return [];
    const health = this.#args.healths.of(arn);
    health.update({ group, from });
    return [[arn, { group, health }]];
  }
}
