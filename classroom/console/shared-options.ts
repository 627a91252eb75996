import { UsageError } from "./command.ts";
import { count, flag, list, refused, text, textOr, type Values } from "./option.ts";

/** The stack on this machine. */
export const LOCAL = "local";

/** The stack that a command works on. */
export const stack = textOr(LOCAL, "NAME", "the stack to work on");

/** Some labs of a deployed stack. */
export const labs = list("ID,ID", "only these labs");

/** Whether Pulumi shows its own progress display. */
export const verbose = flag("show Pulumi's own display instead of a line for each lab");

/** The class whose students a command works on. */
export const classStack = textOr(LOCAL, "NAME", "the class's stack");

/** Some students of a class. */
export const only = list("ID,ID", "only these students");

/** The share of the students that one of several machines works on. */
export const shard = text(
  "I/N",
  "only this part of the students, for one of several machines",
  (written) =>
    shardIn(written) ? undefined : "Write I/N with I from 1 to N, e.g. 2/5: the second of five.",
);

/** One of several machines, or runs, that share a class. */
export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly count: number;
}

/** `2/5`; undefined when it is not a valid share. */
export function shardIn(written: string): Shard | undefined {
  const [, index = 0, count = 0] = (/^(\d{1,4})\/(\d{1,4})$/.exec(written) ?? []).map(Number);
  return index < 1 || index > count ? undefined : { index, count };
}

/** How many students' stacks are worked on at the same time. */
export const parallel = count(
  "N",
  "how many students at the same time (default: by cores and memory)",
  { from: 1, to: 50 },
);

/** Whether the result is printed for programs, alone on stdout. */
export const json = flag("print JSON");

/** The options of every command that works on a class's students; one without a use for one of them says why with `refused`. */
export const students = { only, shard, parallel, json };

/** For a command that changes all students with a few calls to AWS, not with a process for each. */
export const noParallel = refused(
  parallel,
  "This asks AWS once for all students: there is nothing to run side by side.",
);

/** The stack, or the class whose students, a command works on. */
export const stackOrClass = {
  stack: text("NAME", `the stack to work on (default: ${LOCAL})`),
  class: text("NAME", "work on the stacks of this class's students instead"),
  ...{ only, shard, parallel },
};

/** A class whose students a command works on. */
export interface ChosenClass {
  readonly name: string;
  readonly only: readonly string[] | undefined;
  /** `2/5` */
  readonly shard: string | undefined;
  /** How many students at the same time. @default by cores and memory */
  readonly parallel?: number | undefined;
}

/**
 * What a call with these options works on.
 *
 * @throws UsageError when it names both, or students without a class
 */
export function stackOrClassIn({
  stack: named,
  class: name,
  only: ids,
  shard: part,
  parallel: atOnce,
}: Values<typeof stackOrClass>): string | ChosenClass {
  if (name !== undefined && named !== undefined)
    throw new UsageError(
      "--stack is one stack and --class is the stacks of its students: write one of the two",
    );
  if (name !== undefined) return { name, only: ids, shard: part, parallel: atOnce };
  if (ids !== undefined || part !== undefined || atOnce !== undefined)
    throw new UsageError(
      "--only, --shard and --parallel are for students: name their class with --class NAME",
    );
  return named ?? LOCAL;
}
