import { constants } from "node:os";
import { runningEmulator } from "../../engine/emulator/emulator.ts";
import { type Engine, findEngine } from "../../engine/engine.ts";
import { isChange, realEngine } from "../../engine/stand-in.ts";
import { type Ended, talk } from "../../lib/spawn.ts";
import { LOCAL } from "../console/shared-options.ts";
import { LocalFolder } from "../local/local-folder.ts";
import { localEnvironment } from "../local/local-stack.ts";
import { exclusively, noteChild } from "../local/run-lock.ts";
import { NoStackError } from "../pulumi/stack-file.ts";
import { takesSettingsFile, writesState } from "./arguments.ts";
import { selectedStack } from "./selected-stack.ts";
import { isOnLocal } from "./stack-of-call.ts";

const say = (line: string): void => {
  console.error(line); // stdout belongs to the command
};

/**
 * Runs a command of Pulumi's. On the local stack it has the backend, the passphrase, the endpoint and the settings of that stack;
 * on any other, those of the user.
 *
 * @returns the exit code: 128 + n when signal n ended it, as shells have it
 * @throws NoEngineError, NoStackError, InUseError
 */
export async function runPulumi(args: readonly string[]): Promise<number> {
  const found = await findEngine(say);
  const folder = new LocalFolder();
  const situation = {
    selected: selectedStack(found.env),
    hasClass: folder.condition() !== "absent",
    env: process.env,
  };
  if (isOnLocal(args, situation)) return exitCode(await onLocal(found, args, folder));
  const engine = isChange(args) ? realEngine(found) : found;
  if (!engine.official)
    say(`Substitute Pulumi, works on the emulated AWS only: ${engine.description}`);
  return exitCode(await talk({ command: engine.command, args, env: engine.env }));
}

const exitCode = ({ code, signal }: Ended): number =>
  code ?? 128 + (signal ? constants.signals[signal] : 0);

async function onLocal(
  { command, env }: Engine,
  args: readonly string[],
  folder: LocalFolder,
): Promise<Ended> {
  const emulator = await runningEmulator(folder.path, { report: say });
  if (!emulator || folder.condition() === "absent")
    throw new NoStackError("No class is running on this machine. Start one with npm start.");
  const call = {
    command,
    args: takesSettingsFile(args) ? [...args, "--config-file", folder.settings] : args,
    env: { ...env, ...localEnvironment(emulator, folder), PULUMI_STACK: LOCAL },
  };
  if (!isChange(args) && !writesState(args)) return talk(call);
  return exclusively(folder.path, say, async () => {
    folder.beginChange();
    const runs = (pid: number | undefined) => {
      noteChild(folder.path, pid);
    };
    const ended = await talk({ ...call, runs });
    // What was interrupted is in doubt, and the next `npm start` starts over.
    if (!ended.interrupted && ended.signal === undefined) folder.endChange();
    return ended;
  });
}
