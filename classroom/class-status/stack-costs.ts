import { joined, services } from "../../aws/services.ts";
import type { PriceTable } from "../pricing/price-table.ts";
import { pricedResources } from "../pulumi/deployed-class.ts";
import type { PulumiStack } from "../pulumi/pulumi-stack.ts";
import { type Costing, costingsOf } from "../spending/costing.ts";

/** A stack with its exported state. */
export interface CostlyStack {
  readonly stack: Pick<PulumiStack, "name">;
  /** The student; undefined for the class's own stack. */
  readonly student: string | undefined;
  readonly state: unknown;
  /** Undefined before it has come up completely. */
  readonly region: string | undefined;
}

/** What each resource of a stack costs; nothing for a stack whose region is unknown. */
export async function stackCosts(
  { stack: { name: stack }, student, state, region }: CostlyStack,
  prices: PriceTable,
): Promise<Costing[]> {
  if (region === undefined) return [];
  const rules = joined(await services(), "prices");
  const held = { stack, student, region, resources: pricedResources(state) };
  // Most resources cost nothing by the hour.
  return costingsOf([held], { region, prices, rules }).flatMap(({ lines, ...of }) => {
    const costly = lines.filter(({ status }) => status !== "free");
    return costly.length === 0 ? [] : [{ ...of, lines: costly }];
  });
}
