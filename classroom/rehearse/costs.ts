import type { CostLine } from "../pricing/cost-line.ts";
import { total } from "../pricing/totals.ts";
import type { Journal } from "./journal.ts";

const HOUR_MS = 3_600_000;

/** The cost of a rehearsal so far. */
export interface RehearsalCost {
  /** USD by lab. */
  readonly labs: ReadonlyMap<string, number>;
  /** USD, including shared resources. */
  readonly total: number;
}

/** List price x time: for each lab from the start of its deployment, for shared resources from the first one. */
export function costSoFar(
  lines: readonly CostLine[],
  { labs, arrivals, down }: Journal,
  now: Date,
): RehearsalCost {
  const end = down?.isClean ? Date.parse(down.endedAt) : now.getTime();
  const hoursSince = (start: string | undefined): number =>
    start === undefined ? 0 : Math.max(0, end - Date.parse(start)) / HOUR_MS;
  const usdOf = (group: string): number => {
    const own = arrivals.find(({ lab, outcome }) => lab === group && outcome !== "skipped");
    const hours = hoursSince((labs.includes(group) ? own : arrivals[0])?.startedAt);
    if (hours === 0) return 0;
    return total(
      lines.filter(({ lab }) => lab === group),
      hours,
    ).class;
  };
  const groups = new Map(lines.map(({ lab }) => [lab, usdOf(lab)]));
  return {
    labs: new Map([...groups].filter(([group]) => labs.includes(group))),
    total: [...groups.values()].reduce((sum, usd) => sum + usd, 0),
  };
}
