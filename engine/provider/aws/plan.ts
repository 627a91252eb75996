import type { ResourceInfo } from "../map/provider-map.ts";
import type { Plan, Stored, TerraformClient } from "../terraform/terraform.ts";
import { proposeNewState } from "../values/propose.ts";
import type { TerraformObject, TerraformState } from "../values/types.ts";

/** Asks Terraform what it would do to bring a resource from its prior state to its configuration. */
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
 * A configuration that keeps what `ignoreChanges` names. The engine already puts the old input in the place of an ignored
 * one; what it cannot know is what became of it since. As Terraform's ignore_changes does, this takes that for the
 * configuration, also where there never was an input.
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
