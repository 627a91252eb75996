import { setTimeout as wait } from "node:timers/promises";
import { ExplainedError } from "./errors.ts";

/** Thrown into work that the user interrupts. */
export class InterruptedError extends ExplainedError {}

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/**
 * From its making until it is forgotten, Ctrl+C ends work and not the process, so that what was begun can be put in order.
 * Processes that run meanwhile are told by whoever has started them.
 */
export class Interrupts {
  #count = 0;
  #next = nextInterrupt();
  readonly #stop = (): void => {
    this.#count += 1;
    this.#next.reject(new InterruptedError("interrupted"));
    this.#next = nextInterrupt();
  };

  constructor() {
    for (const signal of SIGNALS) process.on(signal, this.#stop);
  }

  /** How often the user has interrupted. */
  get count(): number {
    return this.#count;
  }

  /** Interrupts what is under way, processes that were started included, as Ctrl+C does. */
  raise(): void {
    process.emit("SIGINT");
  }

  /** Waits for work. It goes on unseen when it is interrupted. @throws InterruptedError */
  during<T>(work: T | Promise<T>): Promise<T> {
    return Promise.race([work, this.#next.promise]);
  }

  /** Waits, in milliseconds. @throws InterruptedError */
  async sleep(ms: number): Promise<void> {
    const timer = new AbortController();
    const waiting = wait(ms, undefined, { signal: timer.signal });
    waiting.catch(() => undefined); // cut off below
    try {
      await this.during(waiting);
    } finally {
      timer.abort();
    }
  }

  /** Leaves Ctrl+C to the process again. */
  forget(): void {
    for (const signal of SIGNALS) process.off(signal, this.#stop);
  }
}

function nextInterrupt(): PromiseWithResolvers<never> {
  const next = Promise.withResolvers<never>();
  next.promise.catch(() => undefined); // nobody may be waiting
  return next;
}
