import { setTimeout as sleep } from "node:timers/promises";

export interface Polling {
  /** How long to go on asking. */
  readonly limitMs: number;
  /** From one answer to the next question. */
  readonly pauseMs: number;
}

/**
 * Asks until there is an answer, at least once.
 *
 * @returns the first answer that is not undefined; undefined when the time is up
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
