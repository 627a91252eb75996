import type { Held } from "../record/ledger.ts";
import type { Candidate } from "./claim.ts";
import type { Evidence } from "./evidence.ts";
import { CLOCK_MS, isNotLater, isNotOlder } from "./times.ts";

const WHY = "pulumi up was killed while it created it";

/**
 * What a killed run has created, by its name: the tags of some resources are written after their creation, and some have none.
 *
 * A name that Pulumi has made up was nobody's before, and can be reused only later. One from the settings may be others' already,
 * or at the same time.
 *
 * @param interrupted the record's entries with this name
 */
export function byInterruptedCreation(
  { thing, tags }: Candidate,
  interrupted: readonly Held[],
): Evidence | undefined {
  const { createdAt, redated = false } = thing;
  const then = interrupted.filter((held) => isNotLater(held, thing, CLOCK_MS));
  if (then.some(isRandom))
    return { standing: createdAt === undefined ? "claimed" : "proven", why: WHY };
  // Whoever changes it must not hide it.
  if (redated && interrupted.some(isRandom))
    return { standing: "claimed", why: `${WHY}; it was changed later` };
  // All tags of the class are written by one call: what has others is somebody else's.
  const isUntagged = Object.keys(tags).every((key) => key.startsWith("aws:"));
  return isUntagged && then.some((held) => isNotOlder(held, thing))
    ? { standing: "claimed", why: `${WHY}; its name is one of the settings` }
    : undefined;
}

/** Whether Pulumi has made its name up. */
export const isRandom = ({ interrupted }: Held): boolean => interrupted === "random name";
