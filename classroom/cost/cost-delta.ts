import type { PricedResource } from "./priced-resource.ts";
import { type Circumstances, type CostLine, costLines, type UnpricedLine } from "./cost-line.ts";
import { HOURS_A_MONTH, type Total, total, totalsByLab, unpriced } from "./totals.ts";

export interface LabChange {
  readonly lab: string;
  /** USD an hour more, or less. */
  readonly hour: number;
}

/** What a change of a class costs. */
export interface CostDelta {
  readonly before: Total;
  readonly after: Total;
  /** The labs whose price changes, the largest change first. */
  readonly labs: readonly LabChange[];
  /** What cannot be priced once the change is made. */
  readonly unpriced: readonly UnpricedLine[];
}

/** Compares a class's resources before and after a change, for a month of 730 hours. */
export function costDelta(
  before: readonly PricedResource[],
  after: readonly PricedResource[],
  circumstances: Circumstances,
): CostDelta {
  const old = costLines(before, circumstances);
  const current = costLines(after, circumstances);
  const hours = hoursByLab(current);
  for (const [lab, hour] of hoursByLab(old)) hours.set(lab, (hours.get(lab) ?? 0) - hour);
  return {
    before: total(old, HOURS_A_MONTH),
    after: total(current, HOURS_A_MONTH),
    labs: [...hours]
      .map(([lab, hour]) => ({ lab, hour }))
      .filter(({ hour }) => Math.abs(hour) > LEAST)
      .sort((a, b) => Math.abs(b.hour) - Math.abs(a.hour)),
    unpriced: unpriced(current),
  };
}

/** Less than that is no change but arithmetic. */
const LEAST = 1e-9;

const hoursByLab = (lines: readonly CostLine[]): Map<string, number> =>
  new Map(totalsByLab(lines, 0).map(({ lab, hour }) => [lab, hour]));
