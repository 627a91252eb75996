import { heldResources } from "../pulumi/deployed-class.ts";
import type { LastChecks } from "./last-checks.ts";

/** When the oldest resource of each lab was created, by lab. */
export type LabsMade = Readonly<Record<string, string>>;

/** The labs of a state that say when they were created. */
export function labsMade(state: unknown): LabsMade {
  const made: Record<string, string> = {};
  for (const { group, created } of heldResources(state)) {
    if (created === undefined) continue;
    const first = made[group];
    if (first === undefined || Date.parse(created) < Date.parse(first)) made[group] = created;
  }
  return made;
}

/**
 * Results without those of labs that were created again since: an earlier class of the same name had them.
 *
 * @param on labs that the stack has; results of others are left out, too @default unknown
 */
export const sinceMade = (checks: LastChecks, made: LabsMade, on?: readonly string[]): LastChecks =>
  Object.fromEntries(
    Object.entries(checks).filter(([lab, { at }]) => {
      const created = made[lab];
      if (on?.includes(lab) === false) return false;
      return created === undefined || Date.parse(at) >= Date.parse(created);
    }),
  );
