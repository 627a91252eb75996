import { z } from "zod";

/** What Pulumi writes where a value is known only when it is deployed. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const values = z.record(z.string(), z.unknown()).default({});

/** A resource as it is, or as it would be. */
const STATE = z.object({
  type: z.string(),
  /** A resource of a provider; a component is none. */
  custom: z.boolean().default(false),
  protect: z.boolean().default(false),
  id: z.string().optional(),
  parent: z.string().optional(),
  inputs: values,
  outputs: values,
  /** By input, the urns of the resources its value comes from. */
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

/** What `pulumi preview --json` prints: `PreviewDigest` of Pulumi's sdk/go/common/display, as far as it is used here. */
const DIGEST = z.object({
  /** The stack's configuration by full key, secrets blinded. */
  config: z.record(z.string(), z.string()).default({}),
  /** Left out when nothing was looked at. */
  steps: z.array(STEP).default([]),
  diagnostics: z
    .array(z.object({ message: z.string().default(""), severity: z.string().default("info") }))
    .default([]),
});

export type Digest = z.output<typeof DIGEST>;
export type State = z.output<typeof STATE>;
export type Step = z.output<typeof STEP>;

/** @returns undefined when Pulumi gave up before it looked at anything, and said so in another way */
export function parseDigest(stdout: string): Digest | undefined {
  return stdout.trim() === "" ? undefined : DIGEST.parse(JSON.parse(stdout));
}
