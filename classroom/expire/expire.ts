import { existsSync } from "node:fs";
import { findEngine } from "../../engine/engine.ts";
import { studentIn } from "../../infra/students/settings.ts";
import { nearest } from "../../labs/contract/nearest.ts";
import { errorMessage } from "../../lib/errors.ts";
import { EXIT_CODES, worstOf } from "../console/exit-code.ts";
import { typed } from "../console/option.ts";
import { LOCAL } from "../console/shared-options.ts";
import { NoStackError, stackFile } from "../pulumi/stack-file.ts";
import { stacksByUse } from "../pulumi/stacks-in-use.ts";
import { keeperOf } from "../record/keeper-of.ts";
import { openWithoutSettings } from "../stack/without-settings.ts";
import { isLocalUp } from "../stack/running-local.ts";
import { describeLives, lifeOf, type StackLife } from "../stack/stack-life.ts";
import { destroyExpired } from "./destroy-class.ts";
import { expiredClasses, withClassEnds } from "./expired-classes.ts";
import { type EmptyStack, reportNotSeenGone } from "./not-seen-gone.ts";

export interface ExpireOptions {
  /** The only stack to look at. @default all */
  readonly stack: string | undefined;
  /** Whether to destroy expired stacks; otherwise they are only listed. */
  readonly yes: boolean;
  /** Whether protected data is destroyed, too. */
  readonly deleteProtected: boolean;
  /** Whether resources made by hand are removed, too; otherwise they stay, and so does what contains them. */
  readonly removeForeign: boolean;
  /** Whether Pulumi shows its own progress display. */
  readonly verbose: boolean;
}

const report = (line: string): void => {
  console.log(line);
};

/**
 * `npm run class -- expire`: destroys expired stacks, on the backend that Pulumi is logged in to and on this machine. A scheduled
 * run may start before the previous one has finished: Pulumi's lock lets only one of them destroy.
 *
 * @returns the exit code: 1 when an expired stack could not be destroyed, a stack does not show whether it has expired, or what an
 * empty one has had was not seen to be gone; that of wrong or missing credentials when there is no other failure; else that of
 * overdue when an expired stack stays
 * @throws NoStackError when the only stack to look at does not exist
 */
export async function expireStacks(options: ExpireOptions): Promise<number> {
  const now = new Date();
  const { questions, empty } = await whatToAsk(options.stack, now);
  const answers = await ask(questions);
  const lives = withClassEnds(answers.flatMap((answer) => answer ?? []));
  if (lives.length > 0) report(describeLives(lives, now));
  else if (!answers.includes(undefined))
    report(
      options.stack === undefined
        ? "No stack of this project has resources."
        : `Stack ${options.stack} has no resources.`,
    );
  const notSeenGone = await reportNotSeenGone(empty, report);
  const past = lives.filter((life) => life.past);
  // A class whose first `up` was interrupted costs money, but does not show when it expires.
  const unknown = lives.filter(({ identity }) => identity === undefined);
  const codes: number[] = [
    ...unknown.map(() => EXIT_CODES.failed),
    ...answers.flatMap((answer) => (answer === undefined ? [EXIT_CODES.failed] : [])),
    ...(notSeenGone > 0 ? [EXIT_CODES.failed] : []),
  ];
  const stays = past.length > 0 && !options.yes;
  if (stays) report("\nNothing was destroyed. --yes destroys what has expired.");
  // One class at a time: each shows its progress, and AWS throttles many calls.
  else
    for (const expired of expiredClasses(lives))
      codes.push(await destroyExpired(expired, options, report));
  const failed = worstOf(codes);
  if (failed !== EXIT_CODES.done) return failed;
  return stays ? EXIT_CODES.overdue : EXIT_CODES.done;
}

/** How to read each stack, by its name. */
type Questions = readonly (readonly [string, () => Promise<StackLife[]>])[];

/** What to ask of the stacks that have resources, and which have none. */
interface WhatToAsk {
  readonly questions: Questions;
  readonly empty: readonly EmptyStack[];
}

/** @param only the only stack to look at @default all */
async function whatToAsk(only: string | undefined, now: Date): Promise<WhatToAsk> {
  const local = [LOCAL, () => localLife(now)] as const;
  if (only === LOCAL) return { questions: [local], empty: [] };
  const engine = await findEngine(report);
  const { used, empty } = await stacksByUse(engine);
  const names = [...used, ...empty].map(({ name }) => name);
  if (only !== undefined) checkStack(only, names);
  const remote = used.map((stack) => {
    const life = async () => [lifeOf(stack.name, await stack.outputs(), now)];
    return [stack.name, life] as const;
  });
  const isMeant = (name: string) =>
    only === undefined || name === only || studentIn(name, only) !== undefined;
  return {
    questions: [local, ...remote].filter(([name]) => isMeant(name)),
    empty: empty
      .filter(({ name }) => isMeant(name))
      .map((stack) => ({
        ...{ name: stack.name, ...classOf(stack.name, names) },
        isOpen: async () => (await (await keeperOf(stack)).isOpen?.()) ?? false,
      })),
  };
}

/** The class of a student's stack. A stack with its own settings in the project is a class, whatever its name. */
function classOf(name: string, names: readonly string[]): Pick<EmptyStack, "ofClass"> {
  if (existsSync(stackFile(name))) return {};
  const ofClass = names.find((each) => studentIn(name, each) !== undefined);
  return ofClass === undefined ? {} : { ofClass };
}

/** @throws NoStackError when the stack is not on the backend: a misspelt one would never expire */
function checkStack(name: string, names: readonly string[]): void {
  if (!names.includes(name))
    throw new NoStackError(`There is no stack ${typed(name)}: ${nearest(name, [...names, LOCAL])}`);
}

/** Reads every stack: an unreadable one must not keep the others running. @returns undefined for an unreadable one */
async function ask(all: Questions): Promise<(StackLife[] | undefined)[]> {
  const answers: (StackLife[] | undefined)[] = [];
  for (const [name, question] of all) {
    try {
      answers.push(await question());
    } catch (error) {
      report(`Stack ${name} cannot be read: ${errorMessage(error)}`);
      answers.push(undefined);
    }
  }
  return answers;
}

async function localLife(now: Date): Promise<StackLife[]> {
  if (!(await isLocalUp(report))) return [];
  const { stack } = await openWithoutSettings(LOCAL, report);
  return [lifeOf(LOCAL, await stack.outputs(), now)];
}
