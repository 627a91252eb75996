import { Inventory, type PricedResource } from "../../aws/contract/priced-resource.ts";
import type { Service } from "../../aws/contract/service.ts";
import { joined } from "../../aws/services.ts";
import type { ClassConfig } from "../../infra/config.ts";
import { classOnMocks } from "../mocks/class-tree.ts";
import { lookupsOf, pricedResources } from "../pricing/class-resources.ts";

/** What a class asks AWS for. */
export interface ClassParts {
  readonly resources: readonly PricedResource[];
  /** The provider's functions that look something up, each as a resource of the function's type. @default none */
  readonly lookups?: readonly PricedResource[];
}

/** What a class would make and look up, by the program on mocks. */
export async function classParts(config: ClassConfig): Promise<ClassParts> {
  const run = await classOnMocks(config);
  return { resources: pricedResources(run), lookups: lookupsOf(run) };
}

/** Everything of a class, with what AWS makes of its resources: a template's, an environment's. */
export function inventoryOf(
  { resources, lookups = [] }: ClassParts,
  known: readonly Service[],
): Inventory {
  const contents = joined(known, "contents");
  const all = resources.flatMap((each) => [each, ...(contents[each.type]?.(each) ?? [])]);
  return new Inventory([...all, ...lookups]);
}

/** Where a resource is to be. */
export const regionOf = ({ props }: PricedResource, region: string): string =>
  typeof props.region === "string" ? props.region : region;
