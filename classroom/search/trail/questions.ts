import { setTimeout as sleep } from "node:timers/promises";

export interface TrailLimits {
  /** Time limit for all calls. */
  readonly limitMs: number;
  /** Pause between two calls: CloudTrail allows two a second. @default half a second */
  readonly pauseMs?: number;
}

/** Asks CloudTrail one question after the other. The first call that fails, for lack of permissions or time, is the last one. */
export async function inTurn<Q>(
  questions: readonly Q[],
  ask: (question: Q, leftMs: number) => Promise<void>,
  { limitMs, pauseMs = 500 }: TrailLimits,
): Promise<void> {
  const deadline = Date.now() + limitMs;
  for (const [at, question] of questions.entries()) {
    const leftMs = deadline - Date.now() - (at === 0 ? 0 : pauseMs);
    if (leftMs <= 0) return;
    if (at > 0) await sleep(pauseMs);
    try {
      await ask(question, leftMs);
    } catch {
      return;
    }
  }
}
