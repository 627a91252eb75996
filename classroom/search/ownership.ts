import { type Finder, GLOBAL, type Tags, type Thing, type Tie } from "../../aws/contract/finder.ts";
import type { Ledger } from "../stack/ledger.ts";

/** By what a class claims things. */
export interface Claim {
  /** Tag `class`. */
  readonly className: string;
  /** Tag `environment`: two stacks of a class may share an account. @default any */
  readonly environment?: string | undefined;
  /** What the stack has ever held. */
  readonly ledger: Ledger;
  /** What it holds now. */
  readonly present: Ledger;
}

/** A thing, with what is known of where it was found. */
export interface Candidate {
  readonly thing: Thing;
  readonly tags: Tags;
  readonly region: string;
  readonly types: Finder["types"];
  /** Whether a service of AWS has made it for another resource, as its tags say. */
  readonly madeByService: boolean;
}

/** Whether tags are the class's. */
export const isTagged = ({ className, environment }: Claim, tags: Tags): boolean =>
  tags.class === className && (environment === undefined || tags.environment === environment);

/** Whether tags say that it is somebody else's, whatever a ledger says: names are used again. */
export const isOthers = ({ className, environment }: Claim, tags: Tags): boolean =>
  (tags.class !== undefined && tags.class !== className) ||
  (environment !== undefined && tags.environment !== undefined && tags.environment !== environment);

/** Ids of all things whose tags say whose they are. */
export interface Tagged {
  readonly ours: ReadonlySet<string>;
  readonly others: ReadonlySet<string>;
}

/** Sorts things by their tags. */
export function taggedIn(claim: Claim, candidates: readonly Candidate[]): Tagged {
  const ids = (belongs: typeof isTagged): ReadonlySet<string> =>
    new Set(
      candidates
        .filter(({ tags }) => belongs(claim, tags))
        .flatMap(({ thing: { id, arn = id } }) => [id, arn]),
    );
  return { ours: ids(isTagged), others: ids(isOthers) };
}

/**
 * Why a thing is left over from the class.
 *
 * @returns undefined when it is not the class's, or still in the stack
 */
export function reasonFor(
  claim: Claim,
  candidate: Candidate,
  { ours, others }: Tagged,
): string | undefined {
  const { ledger, present } = claim;
  const { thing, tags } = candidate;
  if (isOthers(claim, tags) || isHeld(present, candidate)) return undefined;
  const ties = (thing.ties ?? []).filter(({ id }) => !others.has(id));
  const where = regionOf(candidate);
  if (ties.some((tie) => isTiedTo(present, tie, where))) return undefined;
  if (present.held.length > 0 && candidate.madeByService) return undefined;
  if (isTagged(claim, tags)) return "tagged";
  if (isHeld(ledger, candidate)) return "in the stack's ledger";
  const tie = ties.find((each) => isTiedTo(ledger, each, where) || ours.has(each.id));
  return tie && `${tie.how} ${tie.id}`;
}

const regionOf = ({ region }: Candidate): string | undefined =>
  region === GLOBAL ? undefined : region;

/** Whether a ledger names it, by its id or its ARN. */
const isHeld = (ledger: Ledger, candidate: Candidate): boolean => {
  const { thing, types } = candidate;
  const where = regionOf(candidate);
  return (
    types.some((type) => ledger.has(type, thing.id, where)) ||
    (thing.arn !== undefined && ledger.knows(thing.arn))
  );
};

const isTiedTo = (ledger: Ledger, { id, type }: Tie, region: string | undefined): boolean =>
  type === undefined ? ledger.knows(id) : ledger.has(type, id, region);
