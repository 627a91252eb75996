import { setTimeout as wait } from "node:timers/promises";
import pMap from "p-map";
import { isAbsence, isDependency, isPassing, saying } from "../../aws/errors.ts";
import { quick, type Report } from "../../lib/progress.ts";
import { findLeftovers, ledgerOf, type Look, type Search } from "./find-leftovers.ts";
import type { Leftover, Unseen } from "./leftover.ts";

/** Something that could not be deleted. */
export interface Stuck {
  readonly leftover: Leftover;
  readonly reason: string;
  /** Whether the same call may do a little later: others must go first, or AWS is busy. */
  readonly passing: boolean;
}

const AT_ONCE = { concurrency: 4 };

/** Deletes what was found, or begins to, in order. @returns what could not be */
export async function deleteLeftovers(
  found: readonly Leftover[],
  report: Report,
): Promise<Stuck[]> {
  const ranks = Map.groupBy(found, ({ order }) => order);
  const stuck: Stuck[] = [];
  for (const order of [...ranks.keys()].sort((a, b) => a - b)) {
    const results = await pMap(
      ranks.get(order) ?? [],
      (leftover) => removed(leftover, report),
      AT_ONCE,
    );
    stuck.push(...results.filter((result) => result !== undefined));
  }
  return stuck;
}

async function removed(leftover: Leftover, report: Report): Promise<Stuck | undefined> {
  const { going, remove, byHand = "" } = leftover;
  if (going) return undefined;
  if (!remove) return { leftover, reason: byHand, passing: false };
  try {
    await remove();
  } catch (error) {
    // Perhaps only a part of it is absent: the next look shows whether it is gone itself.
    const passing = isAbsence(error) || isPassing(error) || isDependency(error);
    return { leftover, reason: saying(error), passing };
  }
  report(`  deleted  ${titleOf(leftover)}`);
  return undefined;
}

export const titleOf = ({ kind, id, name, region }: Leftover): string =>
  `${kind} ${name === undefined || name === id ? id : `${name} (${id})`}, ${region}`;

export interface CleanupOptions {
  /** Whether what is found is deleted. @default only looked at */
  readonly deleting?: boolean;
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

/** Looks, and deletes what it finds, until there is nothing left or nothing more can be done. */
export function leftoversUntilClean(search: Search, options: CleanupOptions): Promise<End> {
  let { ledger } = search.claim;
  return untilClean(async () => {
    const title = `Searching ${search.regions.join(" and ")}`;
    const claim = { ...search.claim, ledger };
    const look = await quick(options.report, title, () => findLeftovers({ ...search, claim }));
    const found = ledgerOf(look.found);
    ledger = ledger.with(found);
    if (options.deleting) search.remember(found);
    return look;
  }, options);
}

/** The same for any way to look. */
export async function untilClean(
  look: () => Promise<Look>,
  {
    deleting = false,
    report,
    patienceSeconds = 1800,
    sleep = (seconds) => wait(seconds * 1000),
    now = () => Date.now() / 1000,
  }: CleanupOptions,
): Promise<End> {
  const start = now();
  for (let looks = 0, quiet = 0; ; looks++) {
    const seen = await look();
    quiet = seen.found.length + seen.unseen.length === 0 ? quiet + 1 : 0;
    if (quiet === QUIET_LOOKS) return { clean: true, ...seen, stuck: [] };
    const stuck = deleting ? await deleteLeftovers(seen.found, report) : [];
    const limit =
      seen.found.length > 0 ? patienceSeconds : Math.min(patienceSeconds, BLIND_SECONDS);
    const left = Math.round(start + limit - now());
    const isLast = left <= 0 || (quiet === 0 && !isWorthAnotherLook(seen, stuck, deleting));
    if (isLast) return { clean: false, ...seen, stuck };
    const pause = PAUSES[Math.min(looks, PAUSES.length - 1)] ?? 0;
    if (quiet === 0)
      report(`  ${reasonToWait(seen)}; looking again in ${pause} s, for ${left} s at most`);
    await sleep(pause);
  }
}

function reasonToWait({ found, unseen }: Look): string {
  if (found.length > 0)
    return found.length === 1
      ? "1 resource is still there"
      : `${found.length} resources are still there`;
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
