import { z } from "zod";
import type { DeployedResource } from "../../aws/contract/deployed-resource.ts";
import type { PricedResource } from "../../aws/contract/priced-resource.ts";
import { namesIn } from "./urn.ts";

/** The part of an exported stack that is read here. */
const EXPORTED = z.object({
  deployment: z.object({
    resources: z
      .array(
        z.object({
          urn: z.string(),
          type: z.string(),
          custom: z.boolean().default(false),
          delete: z.boolean().default(false),
          external: z.boolean().default(false),
          protect: z.boolean().default(false),
          retainOnDelete: z.boolean().default(false),
          id: z.string().default(""),
          created: z.string().optional(),
          inputs: z.record(z.string(), z.unknown()).default({}),
          outputs: z.record(z.string(), z.unknown()).default({}),
        }),
      )
      .default([]),
  }),
});

/** A resource as it is priced, with when it was made. */
export type DatedResource = PricedResource &
  Required<Pick<PricedResource, "id">> & { readonly created: string | undefined };

/** Whatever of AWS a state holds, what was replaced and is not deleted yet included. */
const heldIn = (exported: unknown) =>
  EXPORTED.parse(exported).deployment.resources.filter(
    ({ type, custom, external }) => custom && !external && /^awsx?:/.test(type),
  );

/** All of AWS that a stack holds, by its inputs: what price rules read. */
export const pricedResources = (exported: unknown): DatedResource[] =>
  heldIn(exported).map(({ urn, id, inputs: props, created }) => {
    const { type, name, group: lab } = namesIn(urn);
    return { type, name, lab, id, props, created };
  });

/** All of AWS that a stack holds, what was replaced and is not deleted yet included. */
export function heldResources(exported: unknown): DeployedResource[] {
  return heldIn(exported).map(
    ({ urn, id, outputs, protect, created, retainOnDelete: isKept, delete: isDoomed }) => ({
      ...{ urn, id, outputs, protect, created, isKept, isDoomed },
      ...namesIn(urn),
    }),
  );
}

/** The resources of AWS that a stack has made, in its record as `PulumiStack.export` gives it. */
export const deployedResources = (exported: unknown): DeployedResource[] =>
  heldResources(exported).filter(({ isDoomed }) => !isDoomed);

/** The part of an exported stack that says what was under way. */
const PENDING = z.object({
  deployment: z.object({
    pending_operations: z
      .array(z.object({ resource: z.object({ urn: z.string() }), type: z.string() }))
      .nullish(),
  }),
});

/** URNs of what was being made on AWS when a change was killed: it may exist, and the stack does not hold it. */
export const pendingCreates = (exported: unknown): string[] =>
  (PENDING.parse(exported).deployment.pending_operations ?? [])
    .filter(
      ({ resource: { urn }, type }) => type === "creating" && /^awsx?:/.test(namesIn(urn).type),
    )
    .map(({ resource }) => resource.urn);
