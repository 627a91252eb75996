import type { Finder, Tags, Thing } from "../../aws/contract/finder.ts";
import type { Ledger } from "../record/ledger.ts";

/** By what a class claims resources. */
export interface Claim {
  /** Tag `class-id`; undefined for a class of an older version, which claims only what its record knows. */
  readonly id: string | undefined;
  /** Tag `class`. */
  readonly className: string;
  /** Tag `student`, in a student's stack: what a student makes by hand carries this and the class's name. */
  readonly student?: string | undefined;
  /** Tags `student` and `class-id` of further stacks, where it is a class with its students. @default none */
  readonly students?: ReadonlyMap<string, string> | undefined;
  /** Tag `environment`. @default any */
  readonly environment?: string | undefined;
  /** Whose account is looked at; undefined when nobody has said. */
  readonly account?: string | undefined;
  /** What the stack has ever held: its record. */
  readonly ledger: Ledger;
  /** What it holds now. */
  readonly present: Ledger;
  /** What other stacks of the backend hold now. */
  readonly elsewhere?: Ledger;
}

/** A resource, with what is known of where it was found. */
export interface Candidate {
  readonly thing: Thing;
  readonly tags: Tags;
  readonly region: string;
  readonly types: Finder["types"];
  /** Whether its id is a name, which others may have later. */
  readonly named: boolean;
  /** What a service of AWS has made it for, as tags say that only AWS can write. */
  readonly makers: readonly string[];
}

/** Whether tags are the class's. */
export function isTagged(claim: Claim, tags: Tags): boolean {
  const { id, className, student, environment } = claim;
  if (hasOwnId(claim, tags) || isStudents(claim, tags)) return true;
  if (tags["class-id"] !== undefined || tags.class !== className) return false;
  if (tags.student !== undefined || student !== undefined) return false;
  // A class of an older version has no id.
  return id === undefined && (environment === undefined || tags.environment === environment);
}

/** Whether the tag `class-id` is the class's, or that of a student's stack. */
export const hasOwnId = ({ id, students }: Claim, { "class-id": tag }: Tags): boolean =>
  tag !== undefined && (tag === id || [...(students?.values() ?? [])].includes(tag));

/** Whether tags are those of what a student of the class has made by hand: their rights demand these two. */
export const isStudents = ({ className, student, students }: Claim, tags: Tags): boolean =>
  tags["class-id"] === undefined &&
  tags.class === className &&
  tags.student !== undefined &&
  (tags.student === student || students?.has(tags.student) === true);

/** Whether tags say that it is another class's. */
export const isOthers = (claim: Claim, tags: Tags): boolean => {
  const { className, student, students, environment } = claim;
  if (tags["class-id"] !== undefined) return !hasOwnId(claim, tags);
  return (
    (tags.student !== undefined && tags.student !== student && !students?.has(tags.student)) ||
    (tags.class !== undefined && tags.class !== className) ||
    (environment !== undefined &&
      tags.environment !== undefined &&
      tags.environment !== environment)
  );
};

/** Ids of all resources whose tags say whose they are. */
export interface Tagged {
  readonly ours: ReadonlySet<string>;
  readonly others: ReadonlySet<string>;
}

/** Sorts resources by their tags. */
export function taggedIn(claim: Claim, candidates: readonly Candidate[]): Tagged {
  const ids = (belongs: typeof isTagged): ReadonlySet<string> =>
    new Set(
      candidates
        .filter(({ tags }) => belongs(claim, tags))
        .flatMap(({ thing: { id, arn = id } }) => [id, arn]),
    );
  return { ours: ids(isTagged), others: ids(isOthers) };
}
