import { z } from "zod";
import type { DeployedResource } from "../../aws/contract/deployed-resource.ts";
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
          id: z.string().default(""),
          outputs: z.record(z.string(), z.unknown()).default({}),
        }),
      )
      .default([]),
  }),
});

/** The resources of AWS that a stack has made, in its record as `PulumiStack.export` gives it. */
export function deployedResources(exported: unknown): DeployedResource[] {
  const { resources } = EXPORTED.parse(exported).deployment;
  return resources
    .filter((resource) => resource.custom && !resource.delete && !resource.external)
    .filter(({ type }) => /^awsx?:/.test(type))
    .map(({ urn, id, outputs, protect }) => ({ urn, id, outputs, protect, ...namesIn(urn) }));
}
