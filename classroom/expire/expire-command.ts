import { runningEmulator } from "../../engine/emulator/emulator.ts";
import { findEngine } from "../../engine/engine.ts";
import { realEngine } from "../../engine/stand-in.ts";
import { takeDown } from "../destroy/take-down.ts";
import { downLocal } from "../destroy/down.ts";
import { LocalFolder } from "../local/local-folder.ts";
import { LOCAL } from "../local/local-stack.ts";
import { awsOf, openStack } from "../stack/open-stack.ts";
import { PulumiStack } from "../pulumi/pulumi-stack.ts";
import { stacksInUse } from "../pulumi/stacks-in-use.ts";
import { describeLives, lifeOf, type StackLife } from "../stack/stack-life.ts";
import { errorMessage } from "../../lib/errors.ts";

export interface ExpireOptions {
  /** The only stack that is looked at. @default all */
  readonly stack: string | undefined;
  /** Whether what is past its end is destroyed; else it is only told. */
  readonly yes: boolean;
  /** Whether protected data is destroyed too. */
  readonly deleteProtected: boolean;
}

const report = (line: string): void => {
  console.log(line);
};

/**
 * `npm run class -- expire`: destroys what is past its end, on the backend that Pulumi is logged in to and on this
 * machine. Run by a clock, it may come again before it has ended: Pulumi's lock lets one of them destroy.
 *
 * @returns the exit code: 1 when something that is past its end could not be destroyed, or nobody can tell whether it is
 */
export async function expire(options: ExpireOptions): Promise<number> {
  const now = new Date();
  const answers = await ask(await questions(options.stack, now));
  const lives = answers.flatMap((answer) => answer ?? []);
  if (lives.length > 0) report(describeLives(lives, now));
  else if (!answers.includes(undefined))
    report(`No stack ${options.stack ?? "of this project"} holds anything.`);
  const past = lives.filter((life) => life.past);
  // A class whose first `up` broke off costs money, and does not say until when.
  const untold = lives.filter(({ identity }) => identity === undefined);
  let failed = untold.length + answers.filter((answer) => answer === undefined).length;
  if (past.length > 0 && !options.yes)
    report("\nNothing was destroyed. --yes destroys what is past its end.");
  // One after the other: each shows its progress, and AWS slows down who asks too much.
  else for (const life of past) failed += (await destroyed(life, options)) ? 0 : 1;
  return failed === 0 ? 0 : 1;
}

/** What is asked of each stack, by its name. */
type Questions = readonly (readonly [string, () => Promise<StackLife[]>])[];

/** @param only the stack that is looked at @default all */
async function questions(only: string | undefined, now: Date): Promise<Questions> {
  const local = [LOCAL, () => localLife(now)] as const;
  if (only === LOCAL) return [local];
  const engine = await findEngine(report);
  const remote = (await stacksInUse(engine)).map((name) => {
    const life = async () => [lifeOf(name, await new PulumiStack(engine, { name }).outputs(), now)];
    return [name, life] as const;
  });
  return [local, ...remote].filter(([name]) => only === undefined || name === only);
}

/** Asks every stack: one that cannot be read must not keep the others up. @returns undefined for such a one */
async function ask(all: Questions): Promise<(StackLife[] | undefined)[]> {
  const answers: (StackLife[] | undefined)[] = [];
  for (const [name, question] of all) {
    try {
      answers.push(await question());
    } catch (error) {
      report(`Stack ${name} cannot be asked: ${errorMessage(error)}`);
      answers.push(undefined);
    }
  }
  return answers;
}

async function localLife(now: Date): Promise<StackLife[]> {
  const folder = new LocalFolder();
  const emulator = await runningEmulator(folder.path, { report });
  if (!emulator || folder.condition() !== "sound" || folder.memory() !== emulator.id) return [];
  const { stack } = await openStack(LOCAL, report);
  return [lifeOf(LOCAL, await stack.outputs(), now)];
}

async function destroyed({ stack: name, identity }: StackLife, options: ExpireOptions) {
  report(`\nStack ${name} is past its end`);
  try {
    if (name === LOCAL) return (await downLocal(options)) === 0;
    if (!identity) return false;
    const stack = new PulumiStack(realEngine(await findEngine(report)), { name });
    const open = { identity, stack, aws: awsOf(identity) };
    return await takeDown(open, { report, ...options });
  } catch (error) {
    // The others are past their end too.
    report(errorMessage(error));
    return false;
  }
}
