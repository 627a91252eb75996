import { setTimeout as wait } from "node:timers/promises";
import type { Report } from "../../lib/progress.ts";
import type { Look } from "./find-leftovers.ts";
import type { Leftover, Unseen } from "./leftover.ts";

/** A resource that was not deleted. */
export interface Stuck {
  readonly leftover: Leftover;
  readonly reason: string;
  /** Whether a later attempt may succeed: other resources must be deleted first, or AWS is busy. */
  readonly passing: boolean;
}

export interface CleanupOptions {
  readonly report: Report;
  /** Time limit: AWS takes a quarter of an hour for databases and distributions. @default 1800 */
  readonly patienceSeconds?: number;
  /** After how many searches with one result, of which nothing is being deleted, to stop. @default never */
  readonly sameLooks?: number;
  /** @default really waits; not in tests */
  readonly sleep?: (seconds: number) => Promise<unknown>;
  /** @default the clock; not in tests */
  readonly now?: () => number;
}

export interface End {
  /** Nothing was found, twice in a row. */
  readonly clean: boolean;
  /** Number of resources the stack has, still or again: then it has not ended, and is not clean. @default none */
  readonly up?: number;
  /** What still exists. */
  readonly found: readonly Leftover[];
  readonly unseen: readonly Unseen[];
  /** Why it still exists, as far as known. */
  readonly stuck: readonly Stuck[];
}

/** Pauses between searches, in seconds: first short, then as long as AWS usually takes. */
const PAUSES = [2, 5, 10, 20, 30];

/** AWS shows new and deleted resources late: one search without findings is not enough. */
const QUIET_LOOKS = 2;

/** How long a place that does not answer is searched again, when there is nothing else to wait for. */
const BLIND_SECONDS = 180;

/**
 * Searches until nothing is left, or nothing more can be expected.
 *
 * @param act handles what was found; returns what it could not handle @default nothing is done
 */
export async function untilClean(
  look: () => Promise<Look>,
  {
    report,
    patienceSeconds = 1800,
    sameLooks = Infinity,
    sleep = (seconds) => wait(seconds * 1000),
    now = () => Date.now() / 1000,
  }: CleanupOptions,
  act?: (found: readonly Leftover[]) => Promise<readonly Stuck[]>,
): Promise<End> {
  const start = now();
  let last = "";
  for (let looks = 0, quiet = 0, same = 0; ; looks++) {
    const seen = await look();
    const result = JSON.stringify(seen.found.map(titleOf).sort());
    same = result === last && !seen.found.some(({ going }) => going) ? same + 1 : 1;
    last = result;
    const isQuiet = seen.found.length + seen.unseen.length + (seen.up ?? 0) === 0;
    quiet = isQuiet ? quiet + 1 : 0;
    if (quiet === QUIET_LOOKS) return { clean: true, ...seen, stuck: [] };
    const stuck = act ? await act(seen.found) : [];
    const limit =
      seen.found.length > 0 ? patienceSeconds : Math.min(patienceSeconds, BLIND_SECONDS);
    const left = Math.round(start + limit - now());
    const isLast =
      left <= 0 ||
      same >= sameLooks ||
      (quiet === 0 && !isWorthAnotherLook(seen, stuck, act !== undefined));
    if (isLast) return { clean: false, ...seen, stuck };
    const pause = PAUSES[Math.min(looks, PAUSES.length - 1)] ?? 0;
    const limits = sameLooks === Infinity ? `for ${left} s` : `${sameLooks - same} times`;
    if (quiet === 0)
      report(`  ${reasonToWait(seen, stuck)}; looking again in ${pause} s, ${limits} at most`);
    await sleep(pause);
  }
}

function reasonToWait({ found, unseen }: Look, stuck: readonly Stuck[]): string {
  const [one] = found;
  if (one !== undefined) {
    const [first] = stuck;
    const what = first ? `${titleOf(first.leftover)}: ${first.reason}` : titleOf(one);
    return found.length === 1
      ? `1 resource is still there (${what})`
      : `${found.length} resources are still there (${what}; ...)`;
  }
  const [{ kind, region, reason } = { kind: "", region: "", reason: "" }] = unseen;
  const failed = unseen.length === 1 ? "1 search" : `${unseen.length} searches`;
  return `${failed} failed (${kind} in ${region}: ${reason})`;
}

/** Whether another search may show a different result. */
function isWorthAnotherLook(
  { found, unseen }: Look,
  stuck: readonly Stuck[],
  deleting: boolean,
): boolean {
  const isBusy = unseen.some(({ passing }) => passing);
  if (!deleting) return found.every(({ going }) => going) && (found.length > 0 || isBusy);
  return isBusy || found.length > stuck.length || stuck.some(({ passing }) => passing);
}

export const titleOf = ({ kind, id, name, region }: Leftover): string =>
  `${kind} ${name === undefined || name === id ? id : `${name} (${id})`}, ${region}`;
