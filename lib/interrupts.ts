import { setTimeout as wait } from "node:timers/promises";
import { ExplainedError } from "./errors.ts";

/** Thrown into work that the user interrupts. */
export class InterruptedError extends ExplainedError {}

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/**
 * While an instance exists, until `forget`, Ctrl+C interrupts the work and not the process, so that what was begun can be
 * cleaned up. Whoever started a child process forwards the interrupt to it.
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

  /** How many times the user has interrupted. */
  get count(): number {
    return this.#count;
  }

  /** Interrupts the current work, including child processes, as Ctrl+C does. */
  raise(): void {
    process.emit("SIGINT");
  }

  /** Waits for work. When interrupted, the work continues in the background. @throws InterruptedError */
  during<T>(work: T | Promise<T>): Promise<T> {
    return Promise.race([work, this.#next.promise]);
  }

  /** Waits, in milliseconds. @throws InterruptedError */
  async sleep(ms: number): Promise<void> {
    const timer = new AbortController();
    const waiting = wait(ms, undefined, { signal: timer.signal });
    waiting.catch(() => undefined); // cancelled below
    try {
      await this.during(waiting);
    } finally {
      timer.abort();
    }
  }

  /** Restores the default: Ctrl+C ends the process. */
  forget(): void {
    for (const signal of SIGNALS) process.off(signal, this.#stop);
  }
}

function nextInterrupt(): PromiseWithResolvers<never> {
  const next = Promise.withResolvers<never>();
  next.promise.catch(() => undefined); // possibly nobody is waiting
  return next;
}
