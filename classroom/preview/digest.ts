import { z } from "zod";

/** Pulumi's placeholder for a value that is known only after the deployment. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const values = z.record(z.string(), z.unknown()).default({});

/** A resource as it is, or as it would become. */
const STATE = z.object({
  type: z.string(),
  /** Whether it is a provider's resource; false for a component. */
  custom: z.boolean().default(false),
  protect: z.boolean().default(false),
  id: z.string().optional(),
  parent: z.string().optional(),
  inputs: values,
  outputs: values,
  /** For each input, the URNs of the resources that its value comes from. */
  propertyDependencies: z.record(z.string(), z.array(z.string()).nullable()).default({}),
});

const STEP = z.object({
  op: z.string(),
  urn: z.string(),
  oldState: STATE.optional(),
  newState: STATE.optional(),
  diffReasons: z.array(z.string()).nullish(),
  replaceReasons: z.array(z.string()).nullish(),
  /** By path, e.g. `ingress[0].fromPort`. */
  detailedDiff: z.record(z.string(), z.unknown()).nullish(),
});

/** The output of `pulumi preview --json`: the used part of `PreviewDigest` in Pulumi's sdk/go/common/display. */
const DIGEST = z.object({
  /** The stack's configuration by full key, secrets masked. */
  config: z.record(z.string(), z.string()).default({}),
  /** Left out when no resource was examined. */
  steps: z.array(STEP).default([]),
  diagnostics: z
    .array(z.object({ message: z.string().default(""), severity: z.string().default("info") }))
    .default([]),
});

export type Digest = z.output<typeof DIGEST>;
export type State = z.output<typeof STATE>;
export type Step = z.output<typeof STEP>;

/** @returns undefined when Pulumi failed before it examined anything, and reported that in another way */
export function parseDigest(stdout: string): Digest | undefined {
  return stdout.trim() === "" ? undefined : DIGEST.parse(JSON.parse(stdout));
}
