import type { Finder, Tags, Thing } from "../../aws/contract/finder.ts";
import type { Ledger } from "../record/ledger.ts";

/** What identifies a class's resources. */
export interface Claim {
  /** Tag `class-id`; undefined for a class of an older version, which has only the resources in its record. */
  readonly id: string | undefined;
  /** Tag `class`. */
  readonly className: string;
  /** Tag `student` of a student's stack: resources that a student creates by hand have it, and the class's name. */
  readonly student?: string | undefined;
  /** Tags `student` and `class-id` of further stacks, for a class with its students. @default none */
  readonly students?: ReadonlyMap<string, string> | undefined;
  /** Tag `environment`. @default any */
  readonly environment?: string | undefined;
  /** The searched account; undefined when unknown. */
  readonly account?: string | undefined;
  /** Current and former resources of the stack: its record. */
  readonly ledger: Ledger;
  /** Current resources of the stack. */
  readonly present: Ledger;
  /** Current resources of the backend's other stacks. */
  readonly elsewhere?: Ledger;
}

/** The part that says which tags are the class's. */
export type Whose = Pick<Claim, "id" | "className" | "student" | "students">;

/** What an AWS service created a resource for. */
export interface Maker {
  readonly type: string;
  /** Of a group, its name. */
  readonly id: string;
}

/** A resource, with what is known about where it was found. */
export interface Candidate {
  readonly thing: Thing;
  readonly tags: Tags;
  readonly region: string;
  readonly types: Finder["types"];
  /** Whether its id is a name, which others can reuse. */
  readonly named: boolean;
  /** What an AWS service created it for, according to tags that only AWS can write. */
  readonly makers: readonly Maker[];
}

/** Whether the tags are the class's. */
export function isTagged(claim: Claim, tags: Tags): boolean {
  const { id, className, student, environment } = claim;
  if (hasOwnId(claim, tags) || isStudents(claim, tags)) return true;
  if (tags["class-id"] !== undefined || tags.class !== className) return false;
  if (tags.student !== undefined || student !== undefined) return false;
  // A class of an older version has no id.
  return id === undefined && (environment === undefined || tags.environment === environment);
}

/** Whether the tag `class-id` is that of the class, or of a student's stack. */
export const hasOwnId = ({ id, students }: Whose, { "class-id": tag }: Tags): boolean =>
  tag !== undefined && (tag === id || [...(students?.values() ?? [])].includes(tag));

/**
 * Whether the tags are those of a resource that a student of the class has created by hand: their permissions require these two.
 */
export const isStudents = ({ className, student, students }: Whose, tags: Tags): boolean =>
  tags["class-id"] === undefined &&
  tags.class === className &&
  tags.student !== undefined &&
  (tags.student === student || students?.has(tags.student) === true);

/** Whether the tags are another class's. */
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

/** Ids of all resources whose tags show the owner. */
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
