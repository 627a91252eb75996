import { setTimeout as sleep } from "node:timers/promises";
import type { WebAnswer } from "../answerer.ts";
import { noConnection } from "../no-connection.ts";
import type { Connection, ServerVisit } from "../servers/connection.ts";
import type { Servers } from "../servers/servers.ts";
import { type Group, type Registered, regionOf } from "./configuration.ts";
import type { Forward } from "./forward.ts";
import { ownPage } from "./own-pages.ts";
import type { StickyCookies } from "./stickiness.ts";
import type { Turns } from "./turns.ts";
import type { GroupView, View } from "./views.ts";

export interface ForwardingArgs {
  readonly servers: Pick<Servers, "answerAt">;
  readonly turns: Turns;
  readonly cookies: StickyCookies;
  /** How long a visitor waits for a target that does not answer: 10 seconds on AWS. */
  readonly timeOutMs: number;
}

/** Sends requests to the targets of target groups. */
export class Forwarding {
  readonly #args: ForwardingArgs;

  constructor(args: ForwardingArgs) {
    this.#args = args;
  }

  /** @param rule the listener and rule, for the rotation of target groups */
  async answer(view: View, rule: string, forward: Forward, visit: ServerVisit): Promise<WebAnswer> {
    const cookie = visit.headers.cookie;
    const arn = this.#groupFor(rule, forward, cookie);
    const chosen = arn === undefined ? undefined : view.groups.get(arn);
    if (arn === undefined || chosen === undefined) return ownPage(503);
    const { group } = chosen;
    let target = await this.#targetFor(chosen, cookie);
    if (target === undefined) return ownPage(503);
    let connection = await this.#connect(view, group, target, visit);
    if (connection.how === "timed out" || connection.how === "refused") {
      // It may have stopped just now: on AWS, its load balancer would already know.
      await view.reread();
      const asked = keyOf(target);
      const isThere = chosen.health.serving().some((each) => keyOf(each) === asked);
      const other = isThere ? undefined : await this.#targetFor(chosen, cookie);
      if (other) {
        target = other;
        connection = await this.#connect(view, group, target, visit);
      }
    }
    const answer = await this.#answerBy(connection, visit);
    const cookies = [
      ...(forward.stickyMs === undefined
        ? []
        : this.#args.cookies.make("AWSALBTG", { group: arn })),
      ...(group.stickyMs === undefined
        ? []
        : this.#args.cookies.make("AWSALB", { group: arn, target: keyOf(target) })),
    ];
    return cookies.length === 0 ? answer : { ...answer, cookies };
  }

  /** The group that a visitor is bound to, even one that gets no new visitors, or else the next in turn. */
  #groupFor(rule: string, { shares, stickyMs }: Forward, cookie?: string): string | undefined {
    if (stickyMs !== undefined) {
      const kept = this.#args.cookies.read("AWSALBTG", cookie, stickyMs);
      if (kept && shares.some(({ arn }) => arn === kept.group)) return kept.group;
    }
    return this.#args.turns.byWeight(rule, shares)?.arn;
  }

  #connect(
    { from }: View,
    { arn, type }: Group,
    { id, port }: Registered,
    visit: ServerVisit,
  ): Promise<Connection> {
    if (type !== "instance") return Promise.resolve(notRun(type));
    const server = { region: regionOf(arn), instanceId: id };
    return this.#args.servers.answerAt(server, port, visit, from);
  }

  async #targetFor(
    { group, health }: GroupView,
    cookie: string | undefined,
  ): Promise<Registered | undefined> {
    health.ask();
    // The first visitor after a pause waits until a target is known to be healthy.
    if (!health.isUsable) await health.settled();
    const serving = health.serving();
    if (group.stickyMs !== undefined) {
      const kept = this.#args.cookies.read("AWSALB", cookie, group.stickyMs);
      const same = serving.find((target) => keyOf(target) === kept?.target);
      if (same && kept?.group === group.arn) return same;
    }
    return this.#args.turns.of(group.arn, serving);
  }

  /** @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html */
  async #answerBy(connection: Connection, { gone: signal }: ServerVisit): Promise<WebAnswer> {
    switch (connection.how) {
      case "answered":
        return connection.answer;
      case "refused":
        return ownPage(502);
      case "timed out":
        await sleep(this.#args.timeOutMs, undefined, { signal });
        return ownPage(504);
      case "not here":
        return noConnection(502, undefined, connection.reason);
    }
  }
}

const keyOf = ({ id, port }: Registered): string => `${id}:${port}`;

/** @param type of a target group */
const notRun = (type: string): Connection => ({
  how: "not here",
  reason: `targets of type ${type} do not run on this machine`,
});
