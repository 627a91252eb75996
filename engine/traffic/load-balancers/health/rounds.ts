import type { Clock } from "../../clock.ts";
import { ErrorLog } from "../../error-log.ts";

/** How long rounds continue without requests. */
const AWAKE_MS = 120_000;

export interface RoundsArgs {
  readonly clock: Clock;
  /** The time from one round to the next, in milliseconds. */
  readonly intervalMs: () => number;
  /** @param due how many rounds this one counts for: more than one after a pause. @returns whether there should be another one */
  readonly round: (due: number) => Promise<boolean>;
}

/** Work repeated at an interval while there were requests lately. The first round, and one after a pause, starts on request. */
export class Rounds {
  readonly #args: RoundsArgs;
  readonly #errors = new ErrorLog();
  #askedAt = -Infinity;
  #begunAt: number | undefined;
  #running: Promise<void> | undefined;
  #isArmed = false;

  constructor(args: RoundsArgs) {
    this.#args = args;
  }

  /** Whether there were no requests for long. */
  get areOver(): boolean {
    return this.#args.clock.now() - this.#askedAt > AWAKE_MS;
  }

  /** The running round. */
  get running(): Promise<void> | undefined {
    return this.#running;
  }

  ask(): void {
    this.#askedAt = this.#args.clock.now();
    if (this.#running === undefined && !this.#isArmed) this.#arm();
  }

  #arm(): void {
    const { now, later } = this.#args.clock;
    const dueMs = this.#begunAt === undefined ? 0 : this.#begunAt + this.#args.intervalMs() - now();
    if (dueMs <= 0) {
      // Also rounds that take longer than their interval end.
      if (!this.areOver) this.#running = this.#run();
      return;
    }
    this.#isArmed = true;
    later(dueMs, () => {
      this.#isArmed = false;
      if (!this.areOver) this.#running = this.#run();
    });
  }

  async #run(): Promise<void> {
    const { clock, intervalMs, round } = this.#args;
    const before = this.#begunAt;
    const now = clock.now();
    this.#begunAt = now;
    const due = before === undefined ? 1 : Math.max(1, Math.floor((now - before) / intervalMs()));
    let isToGoOn: boolean | undefined;
    try {
      isToGoOn = await round(due);
      this.#errors.succeeded("round");
    } catch (error) {
      // The emulated AWS does not answer: the next request starts again.
      this.#errors.failed("round", error);
    }
    this.#running = undefined;
    if (isToGoOn === true) this.#arm();
    else if (isToGoOn === false) this.#begunAt = undefined;
  }
}
