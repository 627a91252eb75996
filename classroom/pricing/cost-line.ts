import { type Charge, isFree, type Prices, type Unknown } from "../../aws/contract/charge.ts";
import { Inventory, type PricedResource } from "../../aws/contract/priced-resource.ts";
import { priceOf, type PriceTable } from "./price-table.ts";

/** The resource that costs. */
export interface Source {
  readonly lab: string;
  readonly type: string;
  readonly name: string;
}

/** A priced part of a resource. */
export interface PricedLine extends Source {
  readonly status: "priced";
  readonly item: string;
  readonly quantity: number;
  readonly per: Charge["per"];
  /** USD for each `per`, for the whole quantity. */
  readonly usd: number;
  readonly whileRunning?: boolean;
  readonly assumed?: string;
}

/** A resource that is free, according to AWS's page `source`. */
export interface FreeLine extends Source {
  readonly status: "free";
  readonly source: string;
}

/** A resource whose cost is not known. */
export interface UnpricedLine extends Source {
  readonly status: "not priced";
  readonly item: string;
  readonly reason: string;
}

export type CostLine = PricedLine | FreeLine | UnpricedLine;

export interface Circumstances {
  /** The class's region. */
  readonly region: string;
  readonly students: number;
  readonly prices: PriceTable;
  /** The services' price rules for their resources. */
  readonly rules: Prices;
}

/** The cost of each resource. */
export function costLines(
  resources: readonly PricedResource[],
  circumstances: Circumstances,
): CostLine[] {
  const inventory = new Inventory(resources);
  return resources.flatMap((resource) => costOfOne(resource, inventory, circumstances));
}

/** The cost of one resource. @param inventory all resources of its stack: some costs depend on other resources */
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

/** A charge at list prices. @param region of the charged resource, when the charge has none */
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
