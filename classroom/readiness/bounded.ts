import { setTimeout as sleep } from "node:timers/promises";

/** AWS has not answered in time. */
export class NoAnswerError extends Error {
  override readonly name = "TimeoutError";
}

/** @throws NoAnswerError when `work` takes longer */
export async function bounded<T>(work: Promise<T>, limitMs: number): Promise<T> {
  const timer = new AbortController();
  const limit = sleep(limitMs, undefined, { signal: timer.signal }).then(() => {
    throw new NoAnswerError(`no answer within ${limitMs / 1000} s`);
  });
  limit.catch(() => undefined); // cancelled when the work was quicker
  work.catch(() => undefined); // may fail when nobody awaits it any more
  try {
    return await Promise.race([work, limit]);
  } finally {
    timer.abort();
  }
}
