import { setTimeout as sleep } from "node:timers/promises";

export interface Polling {
  /** How long to keep trying. */
  readonly limitMs: number;
  /** The pause between two attempts. */
  readonly pauseMs: number;
}

/**
 * Calls a function until it returns a value, at least once.
 *
 * @returns the first result that is not undefined; undefined on timeout
 */
export async function poll<T>(
  ask: (leftMs: number) => T | undefined | Promise<T | undefined>,
  { limitMs, pauseMs }: Polling,
): Promise<T | undefined> {
  const deadline = Date.now() + limitMs;
  for (;;) {
    const answer = await ask(Math.max(0, deadline - Date.now()));
    if (answer !== undefined || Date.now() + pauseMs > deadline) return answer;
    await sleep(pauseMs);
  }
}
