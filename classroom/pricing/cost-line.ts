import { type Charge, isFree, type Prices, type Unknown } from "../../aws/contract/charge.ts";
import { Inventory, type PricedResource } from "../../aws/contract/priced-resource.ts";
import { priceOf, type PriceTable } from "./price-table.ts";

/** What costs. */
export interface Source {
  readonly lab: string;
  readonly type: string;
  readonly name: string;
}

/** Something of a resource that costs. */
export interface PricedLine extends Source {
  readonly status: "priced";
  readonly item: string;
  readonly quantity: number;
  readonly per: Charge["per"];
  /** USD for each `per`, of the whole quantity. */
  readonly usd: number;
  readonly whileRunning?: boolean;
  readonly assumed?: string;
}

/** A resource that is free, as AWS says at `source`. */
export interface FreeLine extends Source {
  readonly status: "free";
  readonly source: string;
}

/** Something that may cost, nobody here knows how much. */
export interface UnpricedLine extends Source {
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
  /** What the services say that their resources cost. */
  readonly rules: Prices;
}

/** What each resource costs. */
export function costLines(
  resources: readonly PricedResource[],
  circumstances: Circumstances,
): CostLine[] {
  const inventory = new Inventory(resources);
  return resources.flatMap((resource) => costOfOne(resource, inventory, circumstances));
}

/** What one resource costs. @param inventory all of its stack: some cost what another one says */
export function costOfOne(
  resource: PricedResource,
  inventory: Inventory,
  circumstances: Circumstances,
): CostLine[] {
  const { students, rules } = circumstances;
  const { type, name, lab } = resource;
  const source = { lab, type, name };
  const price = rules[type];
  if (price === undefined) return [unpriced(source, type, "no price rule exists for it")];
  if (isFree(price)) return [{ ...source, status: "free", source: price.source }];
  const { region } = circumstances;
  const own = typeof resource.props.region === "string" ? resource.props.region : region;
  const found = price({ resource, inventory, students, prices: rules });
  return found.map((each) => chargeLine(source, each, own, circumstances.prices));
}

/** What a charge is at list prices. @param region of what is charged for, where the charge does not say its own */
export function chargeLine(
  source: Source,
  charge: Charge | Unknown,
  region: string,
  prices: PriceTable,
): CostLine {
  const { item } = charge;
  if ("unknown" in charge) return unpriced(source, item, charge.unknown);
  const { quantity, per, whileRunning, assumed, price } = charge;
  const where = charge.region ?? region;
  const usd = priceOf(prices, where, price);
  if (usd === undefined) return unpriced(source, item, `no price of ${price} in ${where}`);
  return {
    ...source,
    status: "priced",
    item,
    quantity,
    per,
    usd: usd * quantity,
    ...(whileRunning !== undefined && { whileRunning }),
    ...(assumed !== undefined && { assumed }),
  };
}

const unpriced = (source: Source, item: string, reason: string): UnpricedLine => ({
  ...source,
  status: "not priced",
  item,
  reason,
});
