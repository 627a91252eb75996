import type { InsideSource } from "../../servers/connection.ts";
import { type Clock, within } from "../../clock.ts";
import { ErrorLog } from "../../error-log.ts";
import type { Group, Registered } from "../configuration.ts";
import { TIMED_OUT } from "./health-check.ts";
import {
  after,
  type Course,
  DRAINING,
  type Health,
  healthOf,
  NEW,
  NOT_IN_USE,
  type Outcome,
  STOPPED,
} from "./health.ts";
import { Rounds } from "./rounds.ts";

/** A target and its health. */
export interface TargetHealth {
  readonly target: Pick<Registered, "id" | "port">;
  readonly health: Health;
}

/** What the health of a group depends on. */
export interface Seen {
  readonly group: Group;
  /** Where its load balancer's requests come from; undefined when no load balancer uses the group in its rules. */
  readonly from: InsideSource | undefined;
}

export interface GroupHealthArgs {
  readonly clock: Clock;
  /** The current group; undefined when it was deleted. */
  readonly read: () => Promise<Seen | undefined>;
  readonly check: (group: Group, target: Registered, from: InsideSource) => Promise<Outcome>;
}

interface Watched {
  readonly target: Registered;
  course: Course;
  /** The running health check. */
  checking?: Promise<void> | undefined;
  /** Whether no check has ended since the target was registered, or since a pause during which checks were due. */
  isOpen: boolean;
}

interface Leaving {
  readonly target: Registered;
  readonly until: number;
}

/** How long a caller waits for a first health check: a server that has not booted yet boots. */
const PATIENCE_MS = 5000;

/** AWS's default, until the group's own is known. */
const INTERVAL_MS = 30_000;

/** A longer time between two reads of a group counts as a pause. */
const PAUSE_MS = 120_000;

/**
 * The health of a group's targets. Checks run at the group's interval while there were requests lately; after a pause, one check
 * of a target counts for all that were due. A new target is checked at once, without a time limit.
 */
export class GroupHealth {
  readonly #args: GroupHealthArgs;
  readonly #rounds: Rounds;
  readonly #errors = new ErrorLog();
  readonly #watched = new Map<string, Watched>();
  readonly #leaving = new Map<string, Leaving>();
  #seen: Seen | undefined;
  #seenAt = -Infinity;

  constructor(args: GroupHealthArgs) {
    this.#args = args;
    this.#rounds = new Rounds({
      clock: args.clock,
      intervalMs: () => this.#seen?.group.check.intervalMs ?? INTERVAL_MS,
      round: (due) => this.#round(due),
    });
  }

  /** Reports a request for the group's health. */
  ask(): void {
    this.#rounds.ask();
  }

  /** Whether a target is known to be healthy. */
  get isUsable(): boolean {
    for (const { isOpen, course } of this.#watched.values())
      if (!isOpen && course.state === "healthy") return true;
    return false;
  }

  /** Waits for unknown health, with a time limit. */
  async settled(): Promise<void> {
    const all = async (): Promise<void> => {
      await this.#rounds.running;
      for (const { isOpen, checking } of [...this.#watched.values()]) if (isOpen) await checking;
    };
    await within(this.#args.clock, all(), PATIENCE_MS, undefined);
  }

  /** Updates the targets from the current group. */
  update(seen: Seen): void {
    const now = this.#args.clock.now();
    const { group } = seen;
    const isUsed = seen.from !== undefined;
    const wasUsed = this.#seen?.from !== undefined;
    // Targets deregistered during a pause count as deregistered at its start.
    const leftAt = now - this.#seenAt > PAUSE_MS ? this.#seenAt : now;
    this.#seen = seen;
    this.#seenAt = now;
    const registered = new Map(group.targets.map((target) => [keyOf(target), target]));
    for (const [key, { target }] of this.#watched) {
      if (registered.has(key)) continue;
      this.#watched.delete(key);
      if (wasUsed && isUsed)
        this.#leaving.set(key, { target, until: leftAt + group.deregistrationMs });
    }
    for (const [key, target] of registered) {
      this.#leaving.delete(key);
      const before = this.#watched.get(key);
      if (before?.target.isStopped === target.isStopped && wasUsed === isUsed) continue;
      const watched: Watched = { target, course: NEW, isOpen: isUsed && !target.isStopped };
      this.#watched.set(key, watched);
      this.#check(watched, 1);
    }
  }

  /** Every target's health, including draining targets. */
  states(): readonly TargetHealth[] {
    const now = this.#args.clock.now();
    for (const [key, { until }] of this.#leaving) if (until <= now) this.#leaving.delete(key);
    return [
      ...[...this.#watched.values()].map((watched) => this.#healthOf(watched)),
      ...[...this.#leaving.values()].map(({ target }) => ({ target, health: DRAINING })),
    ];
  }

  /**
   * The targets that get requests: the healthy ones. If there is none, all of them: the load balancer fails open.
   *
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
   */
  serving(): readonly Registered[] {
    const all = [...this.#watched.values()].filter(({ target }) => !target.isStopped);
    const healthy = all.filter(({ course }) => course.state === "healthy");
    return (healthy.length > 0 ? healthy : all).map(({ target }) => target);
  }

  #healthOf({ target, course }: Watched): TargetHealth {
    if (this.#seen?.from === undefined) return { target, health: NOT_IN_USE };
    return { target, health: target.isStopped ? STOPPED : healthOf(course) };
  }

  /** Checks every target. */
  async #round(due: number): Promise<boolean> {
    const seen = await this.#args.read();
    if (seen === undefined) {
      this.#watched.clear();
      this.#leaving.clear();
      this.#seen = undefined;
      return false;
    }
    this.update(seen);
    for (const watched of this.#watched.values()) this.#check(watched, due);
    return true;
  }

  /** @param times how many checks this one counts for */
  #check(watched: Watched, times: number): void {
    const { group, from } = this.#seen ?? {};
    if (!group || !from || watched.target.isStopped || watched.checking) return;
    if (times > 1) watched.isOpen = true;
    watched.checking = this.#outcome(watched, group, from)
      .then((outcome) => {
        this.#errors.succeeded(keyOf(watched.target));
        watched.course = after(watched.course, outcome, group.check, times);
        watched.isOpen = false;
      })
      .catch((error: unknown) => {
        this.#errors.failed(keyOf(watched.target), error); // the known health is kept
      })
      .finally(() => {
        watched.checking = undefined;
      });
  }

  #outcome({ target, course }: Watched, group: Group, from: InsideSource): Promise<Outcome> {
    const checked = this.#args.check(group, target, from);
    if (course.state === "initial") return checked;
    return within(this.#args.clock, checked, group.check.timeoutMs, TIMED_OUT);
  }
}

const keyOf = ({ id, port }: Pick<Registered, "id" | "port">): string => `${id} ${port}`;
