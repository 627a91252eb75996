import type { Charge, Unknown } from "../../aws/contract/charge.ts";
import { dataRules } from "./rules/data-rules.ts";
import { freeReason } from "./rules/free.ts";
import { networkRules } from "./rules/network-rules.ts";
import { Inventory, type PricedResource } from "../../aws/contract/priced-resource.ts";
import { priceOf, type PriceTable } from "./price-table.ts";
import { serverRules } from "./rules/server-rules.ts";
import { volumeRules } from "./rules/volume-rules.ts";
import { watchingRules } from "./rules/watching-rules.ts";

interface Of {
  readonly lab: string;
  readonly type: string;
  readonly name: string;
}

/** Something of a resource that costs. */
export interface PricedLine extends Of {
  readonly status: "priced";
  readonly item: string;
  readonly quantity: number;
  readonly per: Charge["per"];
  /** USD for each `per`, of the whole quantity. */
  readonly usd: number;
  readonly assumed?: string;
}

/** A resource that is free, as AWS says at `source`. */
export interface FreeLine extends Of {
  readonly status: "free";
  readonly source: string;
}

/** Something that may cost, nobody here knows how much. */
export interface UnpricedLine extends Of {
  readonly status: "not priced";
  readonly item: string;
  readonly reason: string;
}

export type CostLine = PricedLine | FreeLine | UnpricedLine;

export interface Circumstances {
  /** Where the class runs. */
  readonly region: string;
  readonly students: number;
  readonly prices: PriceTable;
}

const RULES = { ...serverRules, ...volumeRules, ...networkRules, ...dataRules, ...watchingRules };

/** What each resource costs. */
export function costLines(
  resources: readonly PricedResource[],
  circumstances: Circumstances,
): CostLine[] {
  const inventory = new Inventory(resources);
  const { students } = circumstances;
  return resources.flatMap((resource): CostLine[] => {
    const { type, name, lab } = resource;
    const of = { lab, type, name };
    const source = freeReason(type);
    if (source !== undefined) return [{ ...of, status: "free", source }];
    const found = RULES[type]?.({ resource, inventory, students });
    if (!found) return [unpriced(of, type, "there is no rule for it")];
    return found.map((each) => line(of, each, resource, circumstances));
  });
}

function line(
  of: Of,
  charge: Charge | Unknown,
  { props }: PricedResource,
  { region, prices }: Circumstances,
): CostLine {
  const { item } = charge;
  if ("unknown" in charge) return unpriced(of, item, charge.unknown);
  const { quantity, per, assumed, price } = charge;
  const own = typeof props.region === "string" ? props.region : region;
  const where = charge.region ?? own;
  const usd = priceOf(prices, where, price);
  if (usd === undefined) return unpriced(of, item, `no price of ${price} in ${where}`);
  return {
    ...of,
    status: "priced",
    item,
    quantity,
    per,
    usd: usd * quantity,
    ...(assumed !== undefined && { assumed }),
  };
}

const unpriced = (of: Of, item: string, reason: string): UnpricedLine => ({
  ...of,
  status: "not priced",
  item,
  reason,
});
