import { existsSync } from "node:fs";
import { constants } from "node:os";
import { studentIn } from "../../infra/students/settings.ts";
import { runningEmulator } from "../../engine/emulator/emulator.ts";
import { type Engine, findEngine } from "../../engine/engine.ts";
import { isChange, realEngine } from "../../engine/stand-in.ts";
import { type Exit, talk } from "../../lib/spawn.ts";
import { LOCAL } from "../console/shared-options.ts";
import { LocalFolder } from "../local/local-folder.ts";
import { localEnvironment } from "../local/local-stack.ts";
import { exclusively } from "../local/run-lock.ts";
import { NoStackError, stackNames } from "../pulumi/stack-file.ts";
import { StudentFolder } from "../students/student-folder.ts";
import { changesSettings, takesSettingsFile, writesState } from "./arguments.ts";
import { selectedStack } from "./selected-stack.ts";
import { localStackOf } from "./stack-of-call.ts";
import { studentsSettings } from "./students-settings.ts";

const say = (line: string): void => {
  console.error(line); // stdout is for the command
};

/**
 * Runs a Pulumi command. For a stack of the class on this machine, it uses that stack's backend, passphrase, endpoint and
 * settings; for any other stack, those of the user, and the settings of a student's stack.
 *
 * @returns the exit code: 128 + n when signal n ended it, as in shells
 * @throws NoEngineError, NoStackError, InUseError
 */
export async function runPulumi(args: readonly string[]): Promise<number> {
  const found = await findEngine(say);
  const folder = new LocalFolder();
  const situation = {
    selected: selectedStack(found.env),
    hasClass: folder.condition() !== "absent",
    classes: stackNames(),
    env: process.env,
  };
  const local = localStackOf(args, situation);
  if (local !== undefined) return exitCode(await onLocal(found, args, folder, local));
  const engine = isChange(args) ? realEngine(found) : found;
  if (!engine.official)
    say(`Substitute Pulumi, works on the emulated AWS only: ${engine.description}`);
  const settings = await studentsSettings(args, situation, engine);
  const call = settings === undefined ? args : [...args, "--config-file", settings];
  return exitCode(await talk({ command: engine.command, args: call, env: engine.env }));
}

const exitCode = ({ code, signal }: Exit): number =>
  code ?? 128 + (signal ? constants.signals[signal] : 0);

async function onLocal(
  { command, env }: Engine,
  args: readonly string[],
  folder: LocalFolder,
  stack: string,
): Promise<Exit> {
  const emulator = await runningEmulator(folder.path, { report: say });
  if (!emulator || folder.condition() === "absent")
    throw new NoStackError("No class is running on this machine. Start one with npm start.");
  const own = folderOf(stack, folder);
  const call = {
    command,
    args: takesSettingsFile(args) ? [...args, "--config-file", own.settings] : args,
    env: { ...env, ...localEnvironment(emulator, folder), PULUMI_STACK: stack },
  };
  if (!isChange(args) && !writesState(args)) {
    const ended = await talk(call);
    if (ended.code === 0 && changesSettings(args) && takesSettingsFile(args))
      say(shortLived(stack));
    return ended;
  }
  return exclusively(own.path, say, async () => {
    const { watch } = own;
    watch.changeBegins();
    const runs = (pid: number | undefined) => {
      watch.runs(pid);
    };
    const ended = await talk({ ...call, runs });
    // The state after an interruption is doubtful, and the next `npm start` starts over.
    if (!ended.interrupted && ended.signal === undefined) watch.changeEnds();
    return ended;
  });
}

/** Every run of ours writes the settings of a stack on this machine anew. */
const shortLived = (stack: string): string =>
  stack === LOCAL
    ? "This lasts until the next npm start, which reads Pulumi.local.yaml again: to keep it, write it there."
    : "This lasts until the class is opened again, which reads Pulumi.local.yaml: to keep it, write it there, below class:each.";

/** The folder with settings and notes of a stack of the class on this machine. @throws NoStackError */
function folderOf(stack: string, ofClass: LocalFolder): LocalFolder | StudentFolder {
  const student = studentIn(stack, LOCAL);
  if (student === undefined) return ofClass;
  const folder = new StudentFolder(LOCAL, student);
  if (existsSync(folder.settings)) return folder;
  throw new NoStackError(
    `There is no stack ${stack}: the class on this machine has no student ${student}. To list its students: npm run class -- status --class local`,
  );
}
