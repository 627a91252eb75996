import { joined, services } from "../../aws/services.ts";
import { blindIn, candidatesIn, type Seen } from "./candidates.ts";
import { hasOwnId, isStudents, taggedIn } from "./claim.ts";
import type { Search } from "./find-leftovers.ts";
import type { Unseen } from "./leftover.ts";
import { evidenceFor } from "./ownership.ts";
import { Silence } from "./silence.ts";
import { LATER, taggedLater } from "./trail/tagged-later.ts";
import type { TrailLimits } from "./trail/questions.ts";

/** Resources of a class that cost by the hour and can be stopped, whoever started them. */
export interface Stoppable {
  readonly found: readonly Seen[];
  /** Resources that may be others', and why. */
  readonly doubtful: ReadonlyMap<Seen, string>;
  readonly unseen: readonly Unseen[];
}

/**
 * Searches once, everywhere: for resources in the class's record, or with the class's id or the tags of one of its students, such
 * as a server that a student has launched outside the class's network. A name alone proves nothing here, nor do tags that a resource
 * has got after its creation.
 *
 * @param claim without present resources: those of the stacks are in its ledger
 */
export async function findStoppable(
  { aws, regions, claim }: Search,
  limits: Partial<TrailLimits> = {},
): Promise<Stoppable> {
  const known = await services();
  const types = joined(known, "types");
  const finders = known
    .flatMap(({ finders: all = [] }) => all)
    .filter((finder) => finder.types.some((type) => types[type]?.stop !== undefined));
  const unseen: Unseen[] = [];
  const view = { aws, regions, blind: blindIn(unseen), silence: new Silence() };
  const candidates = await candidatesIn(view, [finders], known);
  const tagged = taggedIn(claim, candidates);
  const all = candidates.flatMap((candidate) => {
    const evidence = evidenceFor(claim, candidate, tagged);
    return evidence === undefined ? [] : [{ candidate, ...evidence }];
  });
  const byTags = all
    .filter(({ standing }) => standing === "claimed")
    .map(({ candidate }) => candidate)
    .filter(({ tags }) => hasOwnId(claim, tags) || isStudents(claim, tags));
  const later = await taggedLater(aws, claim, byTags, limits);
  const own = [
    ...all.filter(({ standing }) => standing === "proven").map(({ candidate }) => candidate),
    ...byTags.filter((each) => !later.has(each)),
  ];
  const disputed = all.filter(({ standing }) => standing === "disputed");
  // An Auto Scaling group stops its servers itself, and would replace those stopped by others.
  const ids = new Set(own.map(({ thing }) => thing.id));
  return {
    found: own.filter(({ makers }) => !makers.some(({ id }) => ids.has(id))),
    doubtful: new Map([
      ...disputed.map(({ candidate, why }) => [candidate, why] as const),
      ...[...later].map((each) => [each, LATER] as const),
    ]),
    unseen,
  };
}
