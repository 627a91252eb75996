import { GLOBAL } from "../../aws/contract/finder.ts";
import { type PriceTable, priceOf } from "../pricing/price-table.ts";
import { hourly, HOURS_A_MONTH } from "../pricing/totals.ts";
import type { Leftover } from "./leftover.ts";

/** The cost of a leftover as long as it exists. */
export type LeftoverCost =
  | { readonly status: "free" }
  | { readonly status: "not priced"; readonly reason: string }
  | {
      readonly status: "priced";
      /** USD. */
      readonly hour: number;
      /** USD. */
      readonly month: number;
      /** The assumption behind the price. */
      readonly assumed: string;
    };

/** The region of global resources in the price table. */
const WORLD = "us-east-1";

/** Never 0 for a resource without a known price. */
export function costOf(leftover: Leftover, prices: PriceTable): LeftoverCost {
  const { charges, kind, region } = leftover;
  if (charges === undefined)
    return { status: "not priced", reason: `there is no rule for ${kind}` };
  const where = region === GLOBAL ? WORLD : region;
  let hour = 0;
  for (const { price, quantity, per } of charges) {
    const usd = priceOf(prices, where, price);
    if (usd === undefined)
      return { status: "not priced", reason: `no price of ${price} in ${where}` };
    hour += hourly({ per, usd: usd * quantity });
  }
  if (hour === 0) return { status: "free" };
  const assumed = charges.map(({ item }) => item).join(" + ");
  return { status: "priced", hour, month: hour * HOURS_A_MONTH, assumed };
}

export interface LeftoverTotal {
  /** USD. */
  readonly hour: number;
  /** USD. */
  readonly month: number;
  /** Number of leftovers that may cost more. */
  readonly unpriced: number;
}

export function totalOf(costs: readonly LeftoverCost[]): LeftoverTotal {
  const priced = costs.filter((cost) => cost.status === "priced");
  return {
    hour: priced.reduce((sum, { hour }) => sum + hour, 0),
    month: priced.reduce((sum, { month }) => sum + month, 0),
    unpriced: costs.filter(({ status }) => status === "not priced").length,
  };
}
