import type { PricedResource } from "../../aws/contract/priced-resource.ts";
import { type Circumstances, costLines } from "./cost-line.ts";
import { total, totalsByLab, unpriced } from "./totals.ts";

/** The cost of changing a class, in USD an hour. */
export interface CostDelta {
  readonly before: number;
  readonly after: number;
  /** The same by lab and foundation, for those that cost something before or after. */
  readonly groups: { group: string; before: number; after: number }[];
  /** Types of resources without a known price after the change, by lab and foundation. */
  readonly unpriced: { group: string; type: string }[];
  /** The date of the prices. */
  readonly asOf: string;
}

/** Compares a class's resources before and after a change. */
export function costDelta(
  before: readonly PricedResource[],
  after: readonly PricedResource[],
  circumstances: Circumstances,
): CostDelta {
  const lines = {
    before: costLines(before, circumstances),
    after: costLines(after, circumstances),
  };
  const hours = {
    before: new Map(totalsByLab(lines.before, 0).map(({ lab, hour }) => [lab, hour])),
    after: new Map(totalsByLab(lines.after, 0).map(({ lab, hour }) => [lab, hour])),
  };
  const groups = [...new Set([...hours.before.keys(), ...hours.after.keys()])].map((group) => ({
    group,
    before: hours.before.get(group) ?? 0,
    after: hours.after.get(group) ?? 0,
  }));
  return {
    before: total(lines.before, 0).hour,
    after: total(lines.after, 0).hour,
    groups: groups.filter((group) => group.before > 0 || group.after > 0),
    unpriced: [...Map.groupBy(unpriced(lines.after), ({ lab }) => lab)].flatMap(([group, its]) =>
      [...new Set(its.map(({ type }) => type))].sort().map((type) => ({ group, type })),
    ),
    asOf: circumstances.prices.listed.asOf,
  };
}
