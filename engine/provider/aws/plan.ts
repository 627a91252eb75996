import type { ResourceInfo } from "../map/provider-map.ts";
import type { Plan, Stored, TerraformClient } from "../terraform/terraform.ts";
import { proposeNewState } from "../values/propose.ts";
import type { TerraformObject, TerraformState } from "../values/types.ts";

/** Asks Terraform for the plan from a resource's prior state to its configuration. */
export function planChange(
  client: TerraformClient,
  info: ResourceInfo,
  prior: Stored,
  config: TerraformObject,
): Promise<Plan> {
  const proposed = proposeNewState(info.type, prior.state, config);
  return client.plan(info, { prior, proposed, config });
}

/**
 * A configuration that keeps the properties in `ignoreChanges`. The engine already uses the old input for an ignored one, but
 * does not know later changes of its value. Like Terraform's ignore_changes, this uses the current value as the configuration,
 * even when there never was an input.
 */
export function keepIgnored(
  { type }: ResourceInfo,
  config: TerraformObject,
  state: TerraformState,
  ignored: readonly string[],
): TerraformObject {
  if (state === null || ignored.length === 0) return config;
  const kept = { ...config };
  for (const [name, field] of Object.entries(type.fields)) {
    const named = ignored.includes(field.property) || ignored.includes("*");
    if (named && (field.optional ?? field.required)) kept[name] = state[name] ?? null;
  }
  return kept;
}
