import { classStackOf } from "../../infra/students/class-stack.ts";
import { studentIn } from "../../infra/students/settings.ts";
import type { StackLife } from "../stack/stack-life.ts";

/** The expired stacks of a class: students' stacks are destroyed before their class's own. */
export interface ExpiredClass {
  /** The class's own stack. */
  readonly stack: string;
  /** The class's own stack, if it has expired. */
  readonly own: StackLife | undefined;
  /** Students whose stacks have expired. */
  readonly students: readonly string[];
  /** Students whose stacks have not expired. */
  readonly goingOn: readonly string[];
}

/** The class and the student of a stack; undefined for a class's own stack. */
function placeOf(
  { stack, identity }: StackLife,
  lives: readonly StackLife[],
): { readonly ofClass: string; readonly student: string } | undefined {
  const student = identity?.student;
  const own = student === undefined ? undefined : classStackOf(stack, student);
  if (student !== undefined && own !== undefined) return { ofClass: own, student };
  if (identity !== undefined) return undefined;
  for (const other of lives) {
    const found = studentIn(stack, other.stack);
    if (found !== undefined && other.identity !== undefined && other.identity.student === undefined)
      return { ofClass: other.stack, student: found };
  }
  return undefined;
}

/** A student's stack whose first `up` was interrupted does not show when it expires: this uses the class's expiry. */
export const withClassEnds = (lives: readonly StackLife[]): readonly StackLife[] =>
  lives.map((life) => {
    if (life.identity !== undefined) return life;
    const place = placeOf(life, lives);
    const ofClass = lives.find(({ stack }) => stack === place?.ofClass);
    if (place === undefined || ofClass?.identity === undefined) return life;
    const identity = { ...ofClass.identity, student: place.student };
    return { ...life, identity, past: ofClass.past };
  });

/** @param lives of all stacks, including students' */
export function expiredClasses(lives: readonly StackLife[]): readonly ExpiredClass[] {
  const classes = Map.groupBy(lives, (life) => placeOf(life, lives)?.ofClass ?? life.stack);
  return [...classes].flatMap(([stack, all]) => {
    if (!all.some(({ past }) => past)) return [];
    const own = all.find((life) => life.stack === stack && life.past);
    const ids = (past: boolean) =>
      all
        .filter((life) => life.past === past)
        .flatMap((life) => placeOf(life, lives)?.student ?? []);
    return [{ stack, own, students: ids(true), goingOn: ids(false) }];
  });
}
