import type { Report } from "../../lib/progress.ts";
import { notingProgress } from "../local/noted-progress.ts";
import type { Progress } from "../pulumi/progress/follow.ts";
import { noting, type NotingOptions } from "../record/noting.ts";
import type { OpenStack } from "../stack/open-stack.ts";
import { type Repair, repairsIn } from "./repairs.ts";
import { settled } from "./settling.ts";

export interface RepairOptions extends Pick<NotingOptions, "find"> {
  readonly progress: Progress;
  /** Reports another attempt. */
  readonly report: Report;
  /** Waits, in milliseconds. @default the clock */
  readonly sleep?: (ms: number) => Promise<unknown>;
}

/**
 * Repairs what was changed by hand: an `up` that first refreshes the state.
 *
 * @returns what it has repaired
 * @throws PulumiError
 */
export async function repair(
  { stack, config }: Pick<OpenStack, "stack" | "config">,
  { progress, report, sleep, ...options }: RepairOptions,
): Promise<readonly Repair[]> {
  // On AWS, the policies are checked before anything is changed.
  const preview = config.environment !== "local";
  const events = await notingProgress(stack.name, "repair", (noted) => {
    const up = () => stack.up({ refresh: true, preview, progress: { ...progress, noted } });
    return noting(stack, config, () => settled(up, report, sleep), options);
  });
  return repairsIn(events);
}
