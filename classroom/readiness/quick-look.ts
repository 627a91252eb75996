import { setTimeout as sleep } from "node:timers/promises";
import { errorMessage } from "../../lib/errors.ts";
import { type ReadinessOptions, readiness } from "./readiness.ts";
import { describeRed } from "./report.ts";
import type { AnyRow } from "./row.ts";

/** Time limit of the check before a class comes up. */
const LIMIT_MS = 5000;

/**
 * Reports what AWS will refuse, as far as it answers within seconds. The deployment continues in any case.
 *
 * @returns lines to show; none when no problem is known
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
      sleep(limitMs, undefined, { signal }).catch(() => undefined), // cancelled when all is answered
    ]);
    return describeRed(rows);
  } catch (error) {
    // A failure of this check must not stop the class.
    return [...describeRed(rows), `  preflight ended early: ${errorMessage(error)}`];
  } finally {
    timer.abort();
  }
}
