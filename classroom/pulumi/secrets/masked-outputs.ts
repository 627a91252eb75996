import { SECRET, SIGNATURE } from "../../../engine/provider/values/property-value.ts";
import { exportedResources } from "../deployed-class.ts";

/** The outputs of a stack, by lab id. */
export type StackOutputs = Record<string, Record<string, unknown>>;

/**
 * The outputs in an exported stack, its secrets masked, as in `pulumi stack output --json`; empty until its first `up` has ended.
 */
export function outputsIn(exported: unknown): StackOutputs {
  const root = exportedResources(exported).find(({ type }) => type === "pulumi:pulumi:Stack");
  return masked(root?.outputs ?? {}) as StackOutputs;
}

function masked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(masked);
  if (value === null || typeof value !== "object") return value;
  if ((value as Record<string, unknown>)[SIGNATURE] === SECRET) return "[secret]";
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, masked(member)]));
}
