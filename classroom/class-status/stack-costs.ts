import { joined, services } from "../../aws/services.ts";
import type { PriceTable } from "../pricing/price-table.ts";
import { pricedResources } from "../pulumi/deployed-class.ts";
import type { PulumiStack } from "../pulumi/pulumi-stack.ts";
import { type Costing, costingsOf } from "../spending/costing.ts";

/** A stack, with its state as it is exported. */
export interface CostlyStack {
  readonly stack: Pick<PulumiStack, "name">;
  /** Whose it is; undefined for the class's own. */
  readonly student: string | undefined;
  readonly state: unknown;
  /** Undefined before it has come up as a whole. */
  readonly region: string | undefined;
}

/** What each resource of a stack costs; of one that does not say where it is nothing is known. */
export async function stackCosts(
  { stack: { name: stack }, student, state, region }: CostlyStack,
  prices: PriceTable,
): Promise<Costing[]> {
  if (region === undefined) return [];
  const rules = joined(await services(), "prices");
  const held = { stack, student, region, resources: pricedResources(state) };
  // What costs nothing by the hour is most of it.
  return costingsOf([held], { region, prices, rules }).flatMap(({ lines, ...of }) => {
    const costly = lines.filter(({ status }) => status !== "free");
    return costly.length === 0 ? [] : [{ ...of, lines: costly }];
  });
}
