import { setTimeout as wait } from "node:timers/promises";
import type { Report } from "../../lib/progress.ts";
import type { Look } from "./find-leftovers.ts";
import type { Leftover, Unseen } from "./leftover.ts";

/** Something that was not deleted. */
export interface Stuck {
  readonly leftover: Leftover;
  readonly reason: string;
  /** Whether the same call may do a little later: others must go first, or AWS is busy. */
  readonly passing: boolean;
}

export interface CleanupOptions {
  readonly report: Report;
  /** How long it may take: databases and distributions take AWS a quarter of an hour. @default 1800 */
  readonly patienceSeconds?: number;
  /** @default really waits; not in tests */
  readonly sleep?: (seconds: number) => Promise<unknown>;
  /** @default the clock; not in tests */
  readonly now?: () => number;
}

export interface End {
  /** Nothing was found, everywhere, twice in a row. */
  readonly clean: boolean;
  /** How many resources the stack still holds: it has not ended, and is not clean. @default none */
  readonly up?: number;
  /** What is still there. */
  readonly found: readonly Leftover[];
  readonly unseen: readonly Unseen[];
  /** Why it is still there, as far as somebody has said. */
  readonly stuck: readonly Stuck[];
}

/** From one look to the next: at first short, then as long as AWS usually takes. */
const PAUSES = [2, 5, 10, 20, 30];

/** AWS shows what is new, or gone, a moment late: one look that finds nothing is not enough. */
const QUIET_LOOKS = 2;

/** How long a place that does not answer is asked again, when there is nothing else to wait for. */
const BLIND_SECONDS = 180;

/**
 * Looks until there is nothing left or nothing more can be expected.
 *
 * @param act what is done about what was found; gives what it could do nothing about @default nothing is done
 */
export async function untilClean(
  look: () => Promise<Look>,
  {
    report,
    patienceSeconds = 1800,
    sleep = (seconds) => wait(seconds * 1000),
    now = () => Date.now() / 1000,
  }: CleanupOptions,
  act?: (found: readonly Leftover[]) => Promise<readonly Stuck[]>,
): Promise<End> {
  const start = now();
  for (let looks = 0, quiet = 0; ; looks++) {
    const seen = await look();
    quiet = seen.found.length + seen.unseen.length === 0 ? quiet + 1 : 0;
    if (quiet === QUIET_LOOKS) return { clean: true, ...seen, stuck: [] };
    const stuck = act ? await act(seen.found) : [];
    const limit =
      seen.found.length > 0 ? patienceSeconds : Math.min(patienceSeconds, BLIND_SECONDS);
    const left = Math.round(start + limit - now());
    const isLast =
      left <= 0 || (quiet === 0 && !isWorthAnotherLook(seen, stuck, act !== undefined));
    if (isLast) return { clean: false, ...seen, stuck };
    const pause = PAUSES[Math.min(looks, PAUSES.length - 1)] ?? 0;
    if (quiet === 0)
      report(`  ${reasonToWait(seen, stuck)}; looking again in ${pause} s, for ${left} s at most`);
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

/** Whether the next look may see something else. */
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
