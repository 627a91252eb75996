import { setTimeout as sleep } from "node:timers/promises";
import { errorMessage } from "../../lib/errors.ts";
import { type ReadinessOptions, readiness } from "./readiness.ts";
import { describeRed } from "./report.ts";
import type { AnyRow } from "./row.ts";

/** How long a class that is about to come up waits for it. */
const LIMIT_MS = 5000;

/**
 * What AWS is known to refuse, of what it answers within seconds: for a deployment, which goes on all the same.
 *
 * @returns lines to show; none when nothing is known to be in the way
 */
export async function quickLook(
  options: Omit<ReadinessOptions, "callMs" | "trials" | "onRows">,
  limitMs = LIMIT_MS,
): Promise<string[]> {
  const rows: AnyRow[] = [];
  const onRows = (more: readonly AnyRow[]): void => {
    rows.push(...more);
  };
  const timer = new AbortController();
  const { signal } = timer;
  try {
    await Promise.race([
      readiness({ ...options, callMs: limitMs, onRows }),
      sleep(limitMs, undefined, { signal }).catch(() => undefined), // cut off when all is answered
    ]);
    return describeRed(rows);
  } catch (error) {
    // A class must not stay down because this look fails.
    return [...describeRed(rows), `  preflight ended early: ${errorMessage(error)}`];
  } finally {
    timer.abort();
  }
}
