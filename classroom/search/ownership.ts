import { GLOBAL, type Thing, type Tie } from "../../aws/contract/finder.ts";
import type { Held, Ledger } from "../record/ledger.ts";
import type { Candidate, Claim, Maker, Tagged } from "./claim.ts";
import { isOthers, isTagged } from "./claim.ts";
import type { Evidence } from "./evidence.ts";
import { byInterruptedCreation } from "./interrupted-creation.ts";
import {
  AFTER_MS,
  beginning,
  CLOCK_MS,
  fitsTime,
  isFromFuture,
  isNotLater,
  isNotOlder,
} from "./times.ts";

/**
 * Why a resource is left over from the class, and how certain that is.
 *
 * @returns undefined when it is not the class's, or still in a stack
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
  const recorded = inAccount(claim, heldAs(ledger, candidate)).filter(isComplete);
  const interrupted = byInterruptedCreation(candidate, interruptedAs(claim, candidate));
  const others = isOthers(claim, tags);
  const fitting = recorded.filter((held) => !candidate.named || fitsTime(held, thing));
  const fits = fitting.length > 0;
  if (others && (fits || interrupted !== undefined))
    return { standing: "disputed", why: "in the record, tagged as another's" };
  if (others) return undefined;
  const attached = fitting.find((held) => held.attached !== undefined)?.attached;
  if (fits && fitting.every(isUncertain))
    return {
      standing: "claimed",
      why:
        attached === undefined ? "confirmed before, not in the stack's record" : `was ${attached}`,
    };
  if (fits) return { standing: "proven", why: "in the stack's record" };
  return (
    interrupted ??
    byMaker(claim, candidate) ??
    byTie(claim, candidate, ties, tagged) ??
    byTagsAndName(claim, candidate, recorded.filter(isCertain)) ??
    byTags(claim, candidate) ??
    byName(recorded, thing) ??
    byWrongClock(claim, candidate, recorded)
  );
}

/** A resource that AWS has created for a resource of the class. */
function byMaker(claim: Claim, candidate: Candidate): Evidence | undefined {
  const { makers, thing } = candidate;
  for (const maker of makers) {
    const fitting = heldMakers(claim, candidate, maker).filter(
      (held) => isNotOlder(held, thing) && isNotLater(held, thing, AFTER_MS),
    );
    if (fitting.length > 0)
      return {
        standing: fitting.some(isCertain) ? "proven" : "claimed",
        why: `made by ${maker.id}`,
      };
  }
  return undefined;
}

/** Makers are also known by names, which are unique only in a region. */
const heldMakers = (claim: Claim, candidate: Candidate, { type, id }: Maker): readonly Held[] =>
  inAccount(claim, claim.ledger.find(type, id, regionOf(candidate)));

/** A resource that was made from a resource of the class, or is in it. */
function byTie(
  claim: Claim,
  candidate: Candidate,
  ties: readonly Tie[],
  { ours }: Tagged,
): Evidence | undefined {
  for (const tie of ties) {
    const held = inAccount(claim, heldTo(claim.ledger, tie, candidate));
    if (held.length === 0) continue;
    // What is attached to a server may be anyone's; a backup contains the class's data.
    const isProven = held.some(
      (each) =>
        isCertain(each) &&
        (tie.type === undefined ? tie.bond !== "attached" : fitsTime(each, candidate.thing)),
    );
    return { standing: isProven ? "proven" : "claimed", why: `${tie.how} ${tie.id}` };
  }
  const tie = ties.find(({ id }) => ours.has(id));
  if (tie === undefined) return undefined;
  return { standing: claim.id === undefined ? "foreign" : "claimed", why: `${tie.how} ${tie.id}` };
}

/**
 * A resource with the class's id and a name in the record, when AWS does not report its creation time: a budget, a topic. Where AWS
 * reports the time of the last change, as of a bucket, one after the class may be that of somebody who has made it anew.
 */
function byTagsAndName(
  claim: Claim,
  { tags, thing }: Candidate,
  recorded: readonly Held[],
): Evidence | undefined {
  const isDated = thing.createdAt !== undefined && !thing.redated;
  if (isDated || !isTagged(claim, tags)) return undefined;
  const notOlder = recorded.filter((held) => isNotOlder(held, thing));
  if (notOlder.length === 0) return undefined;
  // Without an id, the tags of a class are only names, too.
  if (claim.id === undefined)
    return { standing: "claimed", why: "tagged, and its name is in the record" };
  return notOlder.some((held) => isNotLater(held, thing, CLOCK_MS))
    ? { standing: "proven", why: "tagged, and its name is in the record" }
    : {
        standing: "claimed",
        why: "tagged, and its name is in the record, but it was changed later",
      };
}

/** A resource with the class's tags that is not in the record: anyone can write tags. */
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

/** A resource with the name of a class's resource, created at another or an unknown time. */
function byName(recorded: readonly Held[], { createdAt, redated }: Thing): Evidence | undefined {
  if (recorded.length === 0 || (createdAt !== undefined && !redated)) return undefined;
  return { standing: "claimed", why: "its name is in the record; when it was made is not known" };
}

/** A resource whose name or creator a clock that was fast has noted: it may be the class's, and must not stay unseen. */
function byWrongClock(
  claim: Claim,
  candidate: Candidate,
  recorded: readonly Held[],
): Evidence | undefined {
  const makers = candidate.makers.flatMap((maker) => heldMakers(claim, candidate, maker));
  return [...recorded, ...makers].some(
    (held) => isFromFuture(held) && isNotOlder(held, candidate.thing),
  )
    ? { standing: "claimed", why: "in the record, which a clock that was fast has noted" }
    : undefined;
}

/** A name of the class in another account proves nothing here. */
const inAccount = ({ account }: Claim, held: readonly Held[]): readonly Held[] =>
  held.filter((each) => account === undefined || (each.account ?? account) === account);

const regionOf = ({ region }: Candidate): string | undefined =>
  region === GLOBAL ? undefined : region;

/** Entries of a ledger with this id or ARN. */
function heldAs(ledger: Ledger, candidate: Candidate): readonly Held[] {
  const { thing, types } = candidate;
  const region = regionOf(candidate);
  const byId = types.flatMap((type) => ledger.find(type, thing.id, region));
  return thing.arn === undefined ? byId : [...byId, ...ledger.known(thing.arn)];
}

/** What was attached, confirmed, or has only a name of the settings, may be others': so may be what was made from it. */
const isUncertain = ({ attached, confirmed = false, interrupted }: Held): boolean =>
  attached !== undefined || confirmed || interrupted === "chosen name";
const isCertain = (held: Held): boolean => !isUncertain(held);

const isComplete = ({ interrupted }: Held): boolean => interrupted === undefined;

/** Entries of interrupted creations with this name: the id that AWS makes for a resource is not known then. */
function interruptedAs(claim: Claim, candidate: Candidate): readonly Held[] {
  const { thing, types } = candidate;
  const { id, name = id } = thing;
  const names = new Set([id, name, name.replace(/\.$/, "")]); // Route 53 ends names with a dot
  const held = types.flatMap((type) =>
    [...names].flatMap((each) => claim.ledger.find(type, each, regionOf(candidate))),
  );
  return inAccount(claim, held).filter((each) => !isComplete(each));
}

export const isHeld = (ledger: Ledger, candidate: Candidate): boolean =>
  heldAs(ledger, candidate).length > 0;

export const heldTo = (ledger: Ledger, { id, type }: Tie, candidate: Candidate): readonly Held[] =>
  type === undefined ? ledger.known(id) : ledger.find(type, id, regionOf(candidate));
