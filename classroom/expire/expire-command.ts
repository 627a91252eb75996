import { EmulatorError, runningEmulator } from "../../engine/emulator.ts";
import { findEngine } from "../../engine/engine.ts";
import { realEngine } from "../../engine/stand-in.ts";
import { takeDown } from "../down/take-down.ts";
import { downLocal } from "../down.ts";
import { LocalFolder } from "../local-folder.ts";
import { LOCAL } from "../local-stack.ts";
import { awsOf, openStack } from "../open-stack.ts";
import { PulumiStack } from "../pulumi-stack.ts";
import { stacksInUse } from "../stacks-in-use.ts";
import { describeLives, lifeOf, type StackLife } from "./expired.ts";

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
 * @returns the exit code: 1 when something that is past its end could not be destroyed, or the class here not be asked
 */
export async function expire(options: ExpireOptions): Promise<number> {
  const now = new Date();
  const local = await localLife(now);
  const all = [...(local ?? []), ...(await remoteLives(now))];
  const { stack = "of this project" } = options;
  const lives = all.filter((life) => options.stack === undefined || life.stack === options.stack);
  if (lives.length > 0) report(describeLives(lives, now));
  else if (local) report(`No stack ${stack} holds anything.`);
  const past = lives.filter((life) => life.past);
  let failed = local ? 0 : 1;
  if (past.length === 0) return failed;
  if (!options.yes) {
    report("\nNothing was destroyed. --yes destroys what is past its end.");
    return failed;
  }
  // One after the other: each shows its progress, and AWS slows down who asks too much.
  for (const life of past) failed += (await destroyed(life, options)) ? 0 : 1;
  return failed === 0 ? 0 : 1;
}

/** @returns undefined when nobody can tell, which must not keep the others up */
async function localLife(now: Date): Promise<StackLife[] | undefined> {
  const folder = new LocalFolder();
  try {
    const emulator = await runningEmulator(folder.path, { report });
    if (!emulator || folder.condition() !== "sound" || folder.memory() !== emulator.id) return [];
    const { stack } = await openStack(LOCAL, report);
    return [lifeOf(LOCAL, await stack.outputs(), now)];
  } catch (error) {
    if (!(error instanceof EmulatorError)) throw error;
    report(error.message);
    return undefined;
  }
}

async function remoteLives(now: Date): Promise<StackLife[]> {
  const engine = await findEngine(report);
  const lives: StackLife[] = [];
  for (const name of await stacksInUse(engine))
    lives.push(lifeOf(name, await new PulumiStack(engine, { name }).outputs(), now));
  return lives;
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
    report(error instanceof Error ? error.message : String(error));
    return false;
  }
}
