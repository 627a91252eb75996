import { noteChecks, type Noted } from "./last-checks.ts";
import type { Patience, Result, Work } from "./run-checks.ts";

/** Interval of the notes, in milliseconds. */
const PAUSE_MS = 500;

/** The labs of one stack whose checks run, and where results are noted. */
export interface NotedWork {
  readonly folder: Noted;
  readonly work: readonly Work[];
}

/**
 * Notes results while other checks still run, so that `board` shows them: a lab once all of its own checks have run.
 *
 * @param all in the order in which they run
 */
export function noteWhileRunning(
  all: readonly NotedWork[],
  clock: () => number = Date.now,
): NonNullable<Patience["onLook"]> {
  let at = 0;
  const parts = all.map(({ folder, work }) => ({
    folder,
    labs: work.map(({ checks }) => [at, (at += checks.length)] as const),
  }));
  let last = clock();
  const written = new Map<Noted, string>();
  return (results) => {
    const now = clock();
    if (now - last < PAUSE_MS) return;
    last = now;
    for (const { folder, labs } of parts) {
      const whole = labs.flatMap(([from, to]) => wholeIn(results.slice(from, to), to - from));
      const news = JSON.stringify(whole.map(({ lab, outcome }) => [lab, outcome]));
      if (written.get(folder) === news) continue;
      written.set(folder, news);
      noteChecks(folder, whole, new Date(now));
    }
  };
}

/** The results of a lab; empty while one is missing. */
function wholeIn(results: readonly (Result | undefined)[], count: number): Result[] {
  const there = results.flatMap((result) => result ?? []);
  return there.length === count ? there : [];
}
