import { z } from "zod";
import type { DeployedResource } from "../../aws/contract/deployed-resource.ts";
import type { PricedResource } from "../../aws/contract/priced-resource.ts";
import { namesIn } from "./urn.ts";

const RESOURCE = z.object({
  urn: z.string(),
  type: z.string(),
  custom: z.boolean().default(false),
  delete: z.boolean().default(false),
  external: z.boolean().default(false),
  protect: z.boolean().default(false),
  retainOnDelete: z.boolean().default(false),
  id: z.string().default(""),
  created: z.string().optional(),
  dependencies: z
    .array(z.string())
    .nullish()
    .transform((urns) => urns ?? []),
  inputs: z.record(z.string(), z.unknown()).default({}),
  outputs: z.record(z.string(), z.unknown()).default({}),
});

const EXPORTED = z.object({
  deployment: z.object({ resources: z.array(RESOURCE).default([]) }),
});

/** A resource in a stack's state, as far as our commands read it. */
export type ExportedResource = z.output<typeof RESOURCE>;

/** All resources in a state as exported by `PulumiStack.export`: components, providers and the stack itself, too. */
export const exportedResources = (exported: unknown): readonly ExportedResource[] =>
  EXPORTED.parse(exported).deployment.resources;

/** Whether Pulumi has created it on AWS: a component is only in the program, an external resource was only looked up. */
export const isOnAws = ({ type, custom, external }: ExportedResource): boolean =>
  custom && !external && /^awsx?:/.test(type);

/** A resource with its inputs for pricing, and its creation time. */
export interface DatedResource extends PricedResource {
  readonly id: string;
  readonly created: string | undefined;
  /** Its inputs as AWS had them at the last `up` or refresh, where these were others. @default none */
  readonly refreshed?: Readonly<Record<string, unknown>>;
}

/** All AWS resources in a state, including replaced ones that are not deleted yet. */
const heldIn = (exported: unknown) => exportedResources(exported).filter(isOnAws);

/** All AWS resources of a stack with their inputs, which price rules read. */
export const pricedResources = (exported: unknown): DatedResource[] =>
  heldIn(exported).map(({ urn, id, inputs: props, outputs, created }) => {
    const { type, name, group: lab } = namesIn(urn);
    const refreshed = changedIn(props, outputs);
    return { type, name, lab, id, props, created, ...(refreshed && { refreshed }) };
  });

/** Inputs of one value, such as a size, whose outputs have another one. */
function changedIn(
  inputs: ExportedResource["inputs"],
  outputs: ExportedResource["outputs"],
): ExportedResource["outputs"] | undefined {
  const changed = Object.entries(inputs).flatMap(([key, value]) => {
    const now = outputs[key];
    const isOther = ["number", "string"].includes(typeof value) && typeof now === typeof value;
    return isOther && now !== value ? [[key, now] as const] : [];
  });
  return changed.length === 0 ? undefined : Object.fromEntries(changed);
}

/** All AWS resources of a stack, including replaced ones that are not deleted yet. */
export function heldResources(exported: unknown): DeployedResource[] {
  return heldIn(exported).map(
    ({ urn, id, outputs, protect, created, retainOnDelete: isKept, delete: isDoomed }) => ({
      ...{ urn, id, outputs, protect, created, isKept, isDoomed },
      ...namesIn(urn),
    }),
  );
}

/** AWS resources that a stack has created, from its state as exported by `PulumiStack.export`. */
export const deployedResources = (exported: unknown): DeployedResource[] =>
  heldResources(exported).filter(({ isDoomed }) => !isDoomed);
