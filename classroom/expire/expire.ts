import { type Engine, findEngine } from "../../engine/engine.ts";
import { studentIn } from "../../infra/students/settings.ts";
import { nearest } from "../../labs/contract/nearest.ts";
import { errorMessage } from "../../lib/errors.ts";
import { EXIT_CODES, worstOf } from "../console/exit-code.ts";
import { typed } from "../console/option.ts";
import { LOCAL } from "../console/shared-options.ts";
import { NoStackError } from "../pulumi/stack-file.ts";
import { stacksInUse, stacksOnBackend } from "../pulumi/stacks-in-use.ts";
import { openWithoutSettings } from "../stack/without-settings.ts";
import { isLocalUp } from "../stack/running-local.ts";
import { describeLives, lifeOf, type StackLife } from "../stack/stack-life.ts";
import { destroyExpired } from "./destroy-class.ts";
import { expiredClasses, withClassEnds } from "./expired-classes.ts";

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
 * @returns the exit code: 1 when an expired stack could not be destroyed, or a stack does not show whether it has expired; that
 * of wrong or missing credentials when there is no other failure; else that of overdue when an expired stack stays
 * @throws NoStackError when the only stack to look at does not exist
 */
export async function expireStacks(options: ExpireOptions): Promise<number> {
  const now = new Date();
  const answers = await ask(await questions(options.stack, now));
  const lives = withClassEnds(answers.flatMap((answer) => answer ?? []));
  if (lives.length > 0) report(describeLives(lives, now));
  else if (!answers.includes(undefined))
    report(
      options.stack === undefined
        ? "No stack of this project has resources."
        : `Stack ${options.stack} has no resources.`,
    );
  const past = lives.filter((life) => life.past);
  // A class whose first `up` was interrupted costs money, but does not show when it expires.
  const unknown = lives.filter(({ identity }) => identity === undefined);
  const codes: number[] = [
    ...unknown.map(() => EXIT_CODES.failed),
    ...answers.flatMap((answer) => (answer === undefined ? [EXIT_CODES.failed] : [])),
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

/** @param only the only stack to look at @default all */
async function questions(only: string | undefined, now: Date): Promise<Questions> {
  const local = [LOCAL, () => localLife(now)] as const;
  if (only === LOCAL) return [local];
  const engine = await findEngine(report);
  const used = await stacksInUse(engine);
  if (only !== undefined && !used.some(({ name }) => name === only)) await checkStack(only, engine);
  const remote = used.map((stack) => {
    const life = async () => [lifeOf(stack.name, await stack.outputs(), now)];
    return [stack.name, life] as const;
  });
  return [local, ...remote].filter(
    ([name]) => only === undefined || name === only || studentIn(name, only) !== undefined,
  );
}

/** @throws NoStackError when the stack is not on the backend: a misspelt one would never expire */
async function checkStack(name: string, engine: Engine): Promise<void> {
  const names = await stacksOnBackend(engine);
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
