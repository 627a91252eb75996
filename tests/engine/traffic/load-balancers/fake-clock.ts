import { setImmediate as turn } from "node:timers/promises";
import type { Clock } from "../../../../engine/traffic/clock.ts";

/** Time that passes when a test says so. */
export class FakeClock implements Clock {
  #now = 0;
  readonly #timers = new Set<{ readonly at: number; readonly call: () => void }>();

  readonly now = (): number => this.#now;

  readonly later = (ms: number, call: () => void): (() => void) => {
    const timer = { at: this.#now + ms, call };
    this.#timers.add(timer);
    return () => {
      this.#timers.delete(timer);
    };
  };

  /** Lets time pass, and everything happen that is due. */
  async pass(ms: number): Promise<void> {
    const end = this.#now + ms;
    await turn();
    for (;;) {
      const [next] = [...this.#timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
      if (next === undefined) break;
      this.#timers.delete(next);
      this.#now = next.at;
      next.call();
      await turn();
    }
    this.#now = end;
    await turn();
  }

  /** How many calls are waited for. */
  get waiting(): number {
    return this.#timers.size;
  }
}
