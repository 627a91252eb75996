import type { Progress } from "../pulumi/progress/follow.ts";
import { noting, type NotingOptions } from "../record/noting.ts";
import type { OpenStack } from "../stack/open-stack.ts";
import { type Repair, repairsIn } from "./repairs.ts";

export interface RepairOptions extends Pick<NotingOptions, "find"> {
  readonly progress: Progress;
}

/**
 * Repairs what was changed by hand: an `up` that looks first at what is really there.
 *
 * @returns what it has repaired
 * @throws PulumiError
 */
export async function repair(
  { stack, config }: Pick<OpenStack, "stack" | "config">,
  { progress, ...options }: RepairOptions,
): Promise<readonly Repair[]> {
  // On AWS the rules are checked before anything is changed.
  const preview = config.environment !== "local";
  return repairsIn(
    await noting(stack, config, () => stack.up({ refresh: true, preview, progress }), options),
  );
}
