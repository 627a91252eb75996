import { GLOBAL, type Thing, type Tie } from "../../aws/contract/finder.ts";
import type { Held, Ledger } from "../record/ledger.ts";
import { type Candidate, type Claim, isOthers, isTagged, type Tagged } from "./claim.ts";
import { AFTER_MS, beginning, fitsTime, isNotLater, isNotOlder } from "./times.ts";

/**
 * How certain it is whose a resource is.
 *
 * - `proven`: the class's, by an id in the record that AWS gives once, by a name and a time that fit, or by what made it
 * - `claimed`: tags say so, which anybody may write, or a name in the record, which others may have by now: it needs its own yes
 * - `disputed`: the record knows its id, but its tags are another class's: it needs its own yes
 * - `foreign`: it carries the class's tags, but cannot be the class's: it is shown, and never deleted
 */
export type Standing = "proven" | "claimed" | "disputed" | "foreign";

export interface Evidence {
  readonly standing: Standing;
  /** For a reader. */
  readonly why: string;
}

/**
 * Why a resource is left over from the class, and how certain that is.
 *
 * @returns undefined when it is nothing of the class, or still in a stack
 */
export function evidenceFor(
  claim: Claim,
  candidate: Candidate,
  tagged: Tagged,
): Evidence | undefined {
  const { ledger, present, elsewhere } = claim;
  const { thing, tags } = candidate;
  if (isHeld(present, candidate) || (elsewhere && isHeld(elsewhere, candidate))) return undefined;
  const ties = (thing.ties ?? []).filter(({ id }) => !tagged.others.has(id));
  if (ties.some((tie) => heldTo(present, tie, candidate).length > 0)) return undefined;
  if (present.held.length > 0 && candidate.makers.length > 0) return undefined;
  const recorded = inAccount(claim, heldAs(ledger, candidate));
  const others = isOthers(claim, tags);
  const fitting = recorded.filter((held) => !candidate.named || fitsTime(held, thing));
  const fits = fitting.length > 0;
  if (fits && others) return { standing: "disputed", why: "in the record, tagged as another's" };
  if (others) return undefined;
  if (fits && fitting.every(({ attached }) => attached !== undefined))
    return { standing: "claimed", why: `was ${fitting[0]?.attached ?? ""}` };
  if (fits) return { standing: "proven", why: "in the stack's record" };
  return (
    byMaker(claim, candidate) ??
    byTie(claim, candidate, ties, tagged) ??
    byTagsAndName(claim, candidate, recorded) ??
    byTags(claim, candidate) ??
    byName(recorded, thing)
  );
}

/** What AWS has made for something of the class. */
function byMaker(claim: Claim, candidate: Candidate): Evidence | undefined {
  const { makers, thing } = candidate;
  const region = regionOf(candidate);
  // Makers are known by names, too, which are one region's.
  const maker = makers.find((each) =>
    inAccount(claim, claim.ledger.known(each)).some(
      (held) =>
        (region === undefined || held.region === region) &&
        isNotOlder(held, thing) &&
        isNotLater(held, thing, AFTER_MS),
    ),
  );
  return maker === undefined ? undefined : { standing: "proven", why: `made by ${maker}` };
}

/** What was made of something of the class, or is in it. */
function byTie(
  claim: Claim,
  candidate: Candidate,
  ties: readonly Tie[],
  { ours }: Tagged,
): Evidence | undefined {
  for (const tie of ties) {
    const held = inAccount(claim, heldTo(claim.ledger, tie, candidate));
    if (held.length === 0) continue;
    // What is attached to a server may be anybody's; a backup is of the class's data.
    const isCertain =
      tie.type === undefined
        ? tie.bond !== "attached"
        : held.some((each) => fitsTime(each, candidate.thing));
    return { standing: isCertain ? "proven" : "claimed", why: `${tie.how} ${tie.id}` };
  }
  const tie = ties.find(({ id }) => ours.has(id));
  if (tie === undefined) return undefined;
  return { standing: claim.id === undefined ? "foreign" : "claimed", why: `${tie.how} ${tie.id}` };
}

/** What carries the class's id and a name in the record, where AWS does not say when it was made: a budget, a topic. */
function byTagsAndName(
  claim: Claim,
  { tags, thing: { createdAt, redated } }: Candidate,
  recorded: readonly Held[],
): Evidence | undefined {
  const isDated = createdAt !== undefined && !redated;
  if (recorded.length === 0 || isDated || !isTagged(claim, tags)) return undefined;
  // The tags of a class without an id are names, too.
  const standing = claim.id === undefined ? "claimed" : "proven";
  return { standing, why: "tagged, and its name is in the record" };
}

/** What carries the class's tags, and the record does not know: anybody may write tags. */
function byTags(claim: Claim, { tags, thing }: Candidate): Evidence | undefined {
  if (!isTagged(claim, tags)) return undefined;
  if (claim.id === undefined)
    return { standing: "foreign", why: "tagged by name, not in the record" };
  const begun = beginning(claim.ledger);
  if (begun !== undefined && thing.createdAt && thing.createdAt.getTime() < begun)
    return { standing: "foreign", why: "tagged, but older than the class" };
  const known = claim.ledger.held.length > 0;
  return { standing: "claimed", why: known ? "tagged, not in the record" : "tagged, no record" };
}

/** What is called as the class's was, made at another time or nobody knows when. */
function byName(recorded: readonly Held[], { createdAt, redated }: Thing): Evidence | undefined {
  if (recorded.length === 0 || (createdAt !== undefined && !redated)) return undefined;
  return { standing: "claimed", why: "its name is in the record; when it was made is not known" };
}

/** A name that was the class's in another account says nothing here. */
const inAccount = ({ account }: Claim, held: readonly Held[]): readonly Held[] =>
  held.filter((each) => account === undefined || (each.account ?? account) === account);

const regionOf = ({ region }: Candidate): string | undefined =>
  region === GLOBAL ? undefined : region;

/** What a ledger has by its id or its ARN. */
function heldAs(ledger: Ledger, candidate: Candidate): readonly Held[] {
  const { thing, types } = candidate;
  const region = regionOf(candidate);
  const byId = types.flatMap((type) => ledger.find(type, thing.id, region));
  return thing.arn === undefined ? byId : [...byId, ...ledger.known(thing.arn)];
}

export const isHeld = (ledger: Ledger, candidate: Candidate): boolean =>
  heldAs(ledger, candidate).length > 0;

export const heldTo = (ledger: Ledger, { id, type }: Tie, candidate: Candidate): readonly Held[] =>
  type === undefined ? ledger.known(id) : ledger.find(type, id, regionOf(candidate));
