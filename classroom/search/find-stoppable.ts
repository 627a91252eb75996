import { joined, services } from "../../aws/services.ts";
import { blindIn, candidatesIn, type Seen } from "./candidates.ts";
import { hasOwnId, isStudents, taggedIn } from "./claim.ts";
import type { Search } from "./find-leftovers.ts";
import type { Unseen } from "./leftover.ts";
import { evidenceFor } from "./ownership.ts";
import { Silence } from "./silence.ts";

/** What of a class costs by the hour and can be stopped, whoever has started it. */
export interface Stoppable {
  readonly found: readonly Seen[];
  readonly unseen: readonly Unseen[];
}

/**
 * Looks once, everywhere. What the class's record proves, or what carries the class's id or the tags of one of its students,
 * such as a server that a student has launched outside of the class's network; a name proves nothing here.
 *
 * @param claim with nothing present: what the stacks hold is in its ledger
 */
export async function findStoppable({ aws, regions, claim }: Search): Promise<Stoppable> {
  const known = await services();
  const types = joined(known, "types");
  const finders = known
    .flatMap(({ finders: all = [] }) => all)
    .filter((finder) => finder.types.some((type) => types[type]?.stop !== undefined));
  const unseen: Unseen[] = [];
  const view = { aws, regions, blind: blindIn(unseen), silence: new Silence() };
  const candidates = await candidatesIn(view, [finders], known);
  const tagged = taggedIn(claim, candidates);
  const own = candidates.filter((candidate) => {
    const standing = evidenceFor(claim, candidate, tagged)?.standing;
    const isOurs = hasOwnId(claim, candidate.tags) || isStudents(claim, candidate.tags);
    return standing === "proven" || (standing === "claimed" && isOurs);
  });
  // A group stops its servers itself, and would replace those that somebody else stops.
  const ids = new Set(own.map(({ thing }) => thing.id));
  return { found: own.filter(({ makers }) => !makers.some((maker) => ids.has(maker))), unseen };
}
