import { z } from "zod";

/** A resource as the stack's record has it. */
export interface DeployedResource {
  readonly type: string;
  /** Its name in the program. */
  readonly name: string;
  /** The lab, or the shared foundation (network, key, dns, practice-server), that it belongs to. */
  readonly group: string;
  readonly urn: string;
  /** Whether Pulumi refuses to destroy it. */
  readonly protect: boolean;
  /** What AWS calls it: Pulumi's id. */
  readonly id: string;
  /** All that is known of it; a secret is encrypted. */
  readonly outputs: Readonly<Record<string, unknown>>;
}

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
          protect: z.boolean().default(false),
          id: z.string().default(""),
          outputs: z.record(z.string(), z.unknown()).default({}),
        }),
      )
      .default([]),
  }),
});

/** The resources of AWS in a stack's record, as `PulumiStack.export` gives it. */
export function deployedResources(exported: unknown): DeployedResource[] {
  const { resources } = EXPORTED.parse(exported).deployment;
  return resources
    .filter((resource) => resource.custom && !resource.delete && /^awsx?:/.test(resource.type))
    .map(({ urn, type, id, outputs, protect }) => {
      return { urn, type, id, outputs, protect, ...named(urn) };
    });
}

/** `urn:pulumi:STACK::class::class:lab:cdn$class:cdn:Cdn$aws:s3/bucket:Bucket::NAME` */
function named(urn: string): { name: string; group: string } {
  const [, , types = "", name = ""] = /^([^:]*:[^:]*:[^:]*)::[^:]*::(.*?)::(.*)$/.exec(urn) ?? [];
  const [, group = ""] = /^class:(?:lab|foundation):([^$]+)/.exec(types) ?? [];
  return { name, group };
}
