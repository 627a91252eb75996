import { Aws } from "../../aws/clients.ts";
import { type Emulator, runningEmulator, stopEmulator } from "../../engine/emulator/emulator.ts";
import { inventory } from "../../engine/emulator/inventory.ts";
import { findEngine } from "../../engine/engine.ts";
import { stopTraffic } from "../../engine/traffic/traffic.ts";
import { step } from "../../lib/progress.ts";
import { LocalFolder } from "../local/local-folder.ts";
import { localStack } from "../local/local-stack.ts";
import { recover } from "../local/recovery.ts";
import { exclusively } from "../local/run-lock.ts";
import { readOnce } from "../pulumi/read-once.ts";
import { keeperOf } from "../record/keeper-of.ts";
import type { RecordKeeper } from "../record/record-keeper.ts";
import { forItsEnd } from "../stack/deployed-settings.ts";
import { identityOfStack } from "../stack/without-settings.ts";
import type { ClassStack } from "../stack/open-stack.ts";
import { takeDown, type TakeDownOptions } from "./take-down.ts";

const report = (line: string): void => {
  console.log(line);
};

interface Choice extends Omit<TakeDownOptions, "report" | "account" | "elsewhere" | "stillWanted"> {
  /** Called right before each attempt. @throws when the class must no longer be destroyed @default it may be */
  readonly stillWanted?: (open: Pick<ClassStack, "stack">) => Promise<void>;
}

/**
 * `npm run down`: destroys the class on this machine, lists what the emulator still has, and stops it.
 *
 * @returns the exit code: 1 when something could not be deleted (stack and emulator are kept then) or was left behind
 * @throws EmulatorError when the emulator does not answer: it would not be proven that everything is deleted
 */
export function downLocal(choice: Choice): Promise<number> {
  const folder = new LocalFolder();
  return exclusively(folder.path, report, async () => ((await endLocal(folder, choice)) ? 0 : 1));
}

/**
 * The same for a command that already holds the folder.
 *
 * @param open opens its stack @default with Pulumi, on the emulator
 * @returns whether nothing is left
 */
export async function endLocal(
  folder: LocalFolder,
  choice: Choice,
  open = openLocal,
): Promise<boolean> {
  const running = await runningEmulator(folder.path, { report });
  if (running) {
    const emulator = await recover(folder, running, report);
    if (folder.condition() === "sound" && !(await destroyed(await open(folder, emulator), choice)))
      return false;
    const left = await inventory(emulator, report);
    if (left.length > 0)
      report(
        `The destroy left these behind (gone with the emulator, but on AWS they would stay):\n  ${left.join("\n  ")}`,
      );
    await step(report, "Stopping the emulator", async () => {
      await stopTraffic(folder.path);
      await stopEmulator(folder.path);
    });
    folder.dropState();
    if (left.length > 0) return false;
  } else {
    report("The emulator is not running, so nothing of the class exists.");
    await stopTraffic(folder.path);
    folder.dropState();
  }
  report("Nothing is left: no stack, no resource, no process.");
  return true;
}

const destroyed = (
  { keeper, ...open }: LocalClass,
  { stillWanted, ...choice }: Choice,
): Promise<boolean> =>
  takeDown(open, keeper, {
    ...{ report, ...choice },
    ...(stillWanted && { stillWanted: () => stillWanted(open) }),
  });

interface LocalClass extends ClassStack {
  readonly keeper: RecordKeeper;
}

async function openLocal(folder: LocalFolder, emulator: Emulator): Promise<LocalClass> {
  const own = localStack(await findEngine(report), emulator, folder);
  const stack = await forItsEnd(own, report);
  const keeper = await keeperOf(stack, folder);
  const identity = await identityOfStack(await readOnce(stack), keeper, stack.settings);
  const aws = new Aws({ region: identity.region, env: emulator.env });
  return { identity, stack, aws, keeper };
}
