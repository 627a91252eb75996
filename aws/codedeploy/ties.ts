import { GROUP } from "../autoscaling/types.ts";
import type { Tie } from "../contract/finder.ts";
import type { Service } from "../contract/service.ts";
import { DEPLOYMENT_GROUP } from "./types.ts";

/** A blue/green deployment copies the Auto Scaling group that it replaces, and leaves the copy in its place. */
export function copiedFor(name: string): Tie[] {
  const [, group] = /^CodeDeploy_(.+)_d-[A-Z0-9]+$/.exec(name) ?? [];
  if (group === undefined) return [];
  return [{ how: "copied by CodeDeploy for its group", id: group, type: DEPLOYMENT_GROUP }];
}

export const ties: NonNullable<Service["ties"]> = { [GROUP]: ({ id }) => copiedFor(id) };
