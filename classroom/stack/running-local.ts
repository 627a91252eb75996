import { type Emulator, runningEmulator } from "../../engine/emulator/emulator.ts";
import { findEngine } from "../../engine/engine.ts";
import { withTraffic } from "../../engine/traffic/traffic.ts";
import type { Report } from "../../lib/progress.ts";
import { LocalFolder } from "../local/local-folder.ts";
import { localStack } from "../local/local-stack.ts";
import type { PulumiStack } from "../pulumi/pulumi-stack.ts";
import { NoStackError } from "../pulumi/stack-file.ts";

/** The class deployed on this machine. */
export interface RunningLocal {
  readonly folder: LocalFolder;
  readonly emulator: Emulator;
  readonly stack: PulumiStack;
}

/** Whether a class is deployed on this machine, and its state describes it. */
export async function isLocalUp(report: Report): Promise<boolean> {
  const folder = new LocalFolder();
  const emulator = await runningEmulator(folder.path, { report });
  return isSound(folder, emulator);
}

const isSound = (folder: LocalFolder, emulator: Emulator | undefined): emulator is Emulator =>
  emulator !== undefined && folder.condition() === "sound" && folder.memory() === emulator.id;

/** @throws NoStackError when no class is deployed; NoEngineError */
export async function runningLocal(report: Report): Promise<RunningLocal> {
  const folder = new LocalFolder();
  const emulator = await runningEmulator(folder.path, { report });
  if (!isSound(folder, emulator)) throw new NoStackError(whyNotRunning(folder));
  const whole = await withTraffic(folder.path, emulator, report);
  const stack = localStack(await findEngine(report), whole, folder);
  return { folder, emulator: whole, stack };
}

/** Why no command can work on the class on this machine, and what to run. */
export const whyNotRunning = (folder: Pick<LocalFolder, "condition">): string =>
  ["interrupted", "unreadable"].includes(folder.condition())
    ? "The last change of the class on this machine was interrupted, and what it has left is unknown. Start the class again: npm start, or, with students: npm run class -- open ROSTER"
    : "No class is running on this machine. Start one with npm start.";
