import { runningEmulator } from "../../engine/emulator/emulator.ts";
import { findEngine } from "../../engine/engine.ts";
import { realEngine } from "../../engine/stand-in.ts";
import { errorMessage } from "../../lib/errors.ts";
import { LOCAL } from "../console/shared-options.ts";
import { downLocal } from "../destroy/down-local.ts";
import { takeDown } from "../destroy/take-down.ts";
import { LocalFolder } from "../local/local-folder.ts";
import { PulumiStack } from "../pulumi/pulumi-stack.ts";
import { stacksInUse } from "../pulumi/stacks-in-use.ts";
import { awsOf, openStack } from "../stack/open-stack.ts";
import { describeLives, lifeOf, type StackLife } from "../stack/stack-life.ts";

export interface ExpireOptions {
  /** The only stack to look at. @default all */
  readonly stack: string | undefined;
  /** Whether expired stacks are destroyed; else they are only listed. */
  readonly yes: boolean;
  /** Whether protected data is destroyed too. */
  readonly deleteProtected: boolean;
}

const report = (line: string): void => {
  console.log(line);
};

/**
 * `npm run class -- expire`: destroys expired stacks, on the backend that Pulumi is logged in to and on this machine. Run
 * on a schedule, it may start again before it has finished: Pulumi's lock lets one of them destroy.
 *
 * @returns the exit code: 1 when an expired stack could not be destroyed, or a stack does not say whether it has expired
 */
export async function expireStacks(options: ExpireOptions): Promise<number> {
  const now = new Date();
  const answers = await ask(await questions(options.stack, now));
  const lives = answers.flatMap((answer) => answer ?? []);
  if (lives.length > 0) report(describeLives(lives, now));
  else if (!answers.includes(undefined))
    report(
      options.stack === undefined
        ? "No stack of this project has resources."
        : `Stack ${options.stack} has no resources.`,
    );
  const past = lives.filter((life) => life.past);
  // A class whose first `up` was interrupted costs money, and does not say when it expires.
  const unknown = lives.filter(({ identity }) => identity === undefined);
  let failed = unknown.length + answers.filter((answer) => answer === undefined).length;
  if (past.length > 0 && !options.yes)
    report("\nNothing was destroyed. --yes destroys what has expired.");
  // One after the other: each shows its progress, and AWS throttles many calls.
  else for (const life of past) failed += (await destroyed(life, options)) ? 0 : 1;
  return failed === 0 ? 0 : 1;
}

/** How to ask each stack, by its name. */
type Questions = readonly (readonly [string, () => Promise<StackLife[]>])[];

/** @param only the only stack to look at @default all */
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

/** Asks every stack: one that cannot be read must not keep the others running. @returns undefined for such a one */
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
  const folder = new LocalFolder();
  const emulator = await runningEmulator(folder.path, { report });
  if (!emulator || folder.condition() !== "sound" || folder.memory() !== emulator.id) return [];
  const { stack } = await openStack(LOCAL, report);
  return [lifeOf(LOCAL, await stack.outputs(), now)];
}

async function destroyed({ stack: name, identity }: StackLife, options: ExpireOptions) {
  report(`\nStack ${name} has expired`);
  try {
    if (name === LOCAL) return (await downLocal(options)) === 0;
    if (!identity) return false;
    const stack = new PulumiStack(realEngine(await findEngine(report)), { name });
    const open = { identity, stack, aws: awsOf(identity) };
    return await takeDown(open, { report, ...options });
  } catch (error) {
    // The others have expired, too.
    report(errorMessage(error));
    return false;
  }
}
