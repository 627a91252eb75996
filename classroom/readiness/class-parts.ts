import { Inventory, type PricedResource } from "../../aws/contract/priced-resource.ts";
import type { Service } from "../../aws/contract/service.ts";
import { joined } from "../../aws/services.ts";
import type { ClassConfig } from "../../infra/config.ts";
import { classOnMocks } from "../mocks/class-tree.ts";
import { lookupsOf, pricedResources } from "../pricing/class-resources.ts";

/** The resources and lookups of a stack, or of several alike. */
export interface ClassParts {
  readonly resources: readonly PricedResource[];
  /** How many students get labs of their own in the stack; they share its foundations. @default 1 */
  readonly students?: number;
  /** How many stacks are alike: those of students. @default 1 */
  readonly stacks?: number;
  /** Lookup functions of the provider, each as a resource of the function's type. @default none */
  readonly lookups?: readonly PricedResource[];
}

/** The resources and lookups of a class, from the program on mocks. */
export async function classParts(config: ClassConfig): Promise<ClassParts> {
  const run = await classOnMocks(config);
  return { resources: pricedResources(run), lookups: lookupsOf(run) };
}

/** All resources of a stack, including those that AWS creates for them: from a template, or for an environment. */
export function inventoryOf(
  { resources, lookups = [] }: ClassParts,
  known: readonly Service[],
): Inventory {
  const contents = joined(known, "contents");
  const all = resources.flatMap((each) => [each, ...(contents[each.type]?.(each) ?? [])]);
  return new Inventory([...all, ...lookups]);
}

/** The region of a resource. */
export const regionOf = ({ props }: PricedResource, region: string): string =>
  typeof props.region === "string" ? props.region : region;
