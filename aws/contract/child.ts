import { isAbsence } from "../errors.ts";

/** Something that belongs to a resource and must be removed before the resource can be deleted. */
export interface Child {
  /** Its kind, for a reader: `policy`, `member of the group`. */
  readonly kind: string;
  /** Unique among its kind. */
  readonly id: string;
  readonly createdAt?: Date | undefined;
  /** The resource under whose name CloudTrail records who attached it. @default the resource that it belongs to */
  readonly recordedFor?: string | undefined;
  /** What it uses and leaves behind, which is charged: for a reader. @default nothing */
  readonly stays?: string | undefined;
  /** Whether it is already being removed. @default false */
  readonly going?: boolean | undefined;
  /** Detaches it, or deletes it when it does not exist on its own. */
  remove(): Promise<unknown>;
}

/** Children of a kind that AWS does not list: only these are unknown. */
export interface Unlisted {
  /** Their kind, in the plural. */
  readonly kind: string;
  /** AWS's error for them. */
  readonly hidden: unknown;
}

/** How to ask for the children of a resource, by their kind in the plural. */
export type Questions = Readonly<Record<string, () => Promise<readonly Child[]>>>;

/** Asks for the children of each kind apart: an error for one hides only that one, not the others. */
export async function askedApart(questions: Questions): Promise<(Child | Unlisted)[]> {
  const answers = await Promise.all(
    Object.entries(questions).map(async ([kind, ask]) => {
      try {
        return await ask();
      } catch (error) {
        return isAbsence(error) ? [] : [{ kind, hidden: error }];
      }
    }),
  );
  return answers.flat();
}
