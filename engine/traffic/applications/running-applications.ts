import type { Clock } from "../clock.ts";
import type { Application } from "./application.ts";

/** What runs: for another mark it is started anew. */
export interface Runnable {
  readonly key: string;
  readonly mark: string;
  /** @returns the application, or why it does not run here */
  readonly start: () => Promise<Application | string>;
}

/** An application that nobody has asked for this long is stopped; the next visitor starts it. */
export const IDLE_MS = 5 * 60_000;

/** So many run at once: further ones take the place of the one that was asked longest ago. */
export const MOST_RUNNING = 4;

interface Started {
  readonly mark: string;
  readonly application: Promise<Application | string>;
  running?: Application;
  /** How many wait for it. */
  asking: number;
  askedAt: number;
}

/** Applications that are started when somebody asks for them. */
export class RunningApplications {
  readonly #clock: Clock;
  /** That which was asked longest ago is the first. */
  readonly #started = new Map<string, Started>();
  #isFree = Promise.withResolvers<undefined>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Asks a running application. Where as many as may run are being asked, it waits for one of them.
   *
   * @param gone aborted when nobody waits for the answer any more: no application is started for that
   * @returns a text where it does not run here
   */
  async use<T extends object>(
    runnable: Runnable,
    ask: (application: Application) => Promise<T>,
    gone?: AbortSignal,
  ): Promise<T | string> {
    const started = await this.#asked(runnable, gone);
    try {
      const application = await started.application;
      return typeof application === "string" ? application : await ask(application);
    } finally {
      started.asking -= 1;
      this.#isFree.resolve(undefined);
      this.#isFree = Promise.withResolvers();
    }
  }

  async #asked(runnable: Runnable, gone?: AbortSignal): Promise<Started> {
    const { key, mark } = runnable;
    for (;;) {
      gone?.throwIfAborted();
      const before = this.#started.get(key);
      if (before?.mark === mark && before.running?.hasEnded !== true) {
        this.#started.delete(key);
        this.#started.set(key, before);
        before.asking += 1;
        before.askedAt = this.#clock.now();
        return before;
      }
      if (before) this.#stop(key, before);
      if (this.#started.size < MOST_RUNNING) return this.#start(runnable);
      const all = [...this.#started];
      const idle =
        all.find(([, { running }]) => running?.hasEnded) ??
        all.find(([, { asking }]) => asking === 0);
      if (idle) this.#stop(...idle);
      else await this.#isFree.promise;
    }
  }

  #start({ key, mark, start }: Runnable): Started {
    const started: Started = { mark, application: start(), asking: 1, askedAt: this.#clock.now() };
    this.#started.set(key, started);
    started.application.then(
      (application) => {
        if (typeof application === "string") this.#forget(key, started);
        else started.running = application;
      },
      () => {
        this.#forget(key, started);
      },
    );
    this.#stopWhenIdle(key, started);
    return started;
  }

  #stop(key: string, started: Started): void {
    this.#forget(key, started);
    const stop = (application: Application | string): void => {
      if (typeof application === "object") application.stop();
    };
    started.application.then(stop, () => undefined); // who asked for it is told
  }

  #forget(key: string, started: Started): void {
    if (this.#started.get(key) === started) this.#started.delete(key);
  }

  #stopWhenIdle(key: string, started: Started): void {
    const left = started.askedAt + IDLE_MS - this.#clock.now();
    this.#clock.later(Math.max(left, 0), () => {
      if (this.#started.get(key) !== started) return;
      if (this.#clock.now() - started.askedAt < IDLE_MS) this.#stopWhenIdle(key, started);
      else this.#stop(key, started);
    });
  }
}
