import { Aws } from "../../aws/clients.ts";
import { type Emulator, runningEmulator, stopEmulator } from "../../engine/emulator/emulator.ts";
import { inventory } from "../../engine/emulator/inventory.ts";
import { findEngine } from "../../engine/engine.ts";
import { identityOf } from "../../infra/identity.ts";
import { step } from "../../lib/progress.ts";
import { LOCAL } from "../console/shared-options.ts";
import { LocalFolder } from "../local/local-folder.ts";
import { localStack } from "../local/local-stack.ts";
import { recover } from "../local/recovery.ts";
import { exclusively } from "../local/run-lock.ts";
import { settingsOf } from "../stack/open-stack.ts";
import { takeDown, type TakeDownOptions } from "./take-down.ts";

const report = (line: string): void => {
  console.log(line);
};

type Choice = Pick<TakeDownOptions, "deleteProtected">;

/**
 * `npm run down`: destroys the class on this machine and stops the emulator, after asking it what it still holds.
 *
 * @returns the exit code: 1 when something could not be deleted (stack and emulator are kept then) or was left behind
 * @throws EmulatorError when the emulator does not answer: what was not destroyed is no proof
 */
export function downLocal(choice: Choice): Promise<number> {
  const folder = new LocalFolder();
  return exclusively(folder.path, report, async () => {
    const running = await runningEmulator(folder.path, { report });
    if (running) {
      const emulator = await recover(folder, running, report);
      if (folder.condition() === "sound" && !(await destroyed(folder, emulator, choice))) return 1;
      const left = await inventory(emulator, report);
      if (left.length > 0)
        report(
          `The destroy left these behind (gone with the emulator, but on AWS they would stay):\n  ${left.join("\n  ")}`,
        );
      await step(report, "Stopping the emulator", () => stopEmulator(folder.path));
      folder.dropState();
      if (left.length > 0) return 1;
    } else {
      report("The emulator is not running, so nothing of the class exists.");
      folder.dropState();
    }
    report("Nothing is left: no stack, no resource, no process.");
    return 0;
  });
}

async function destroyed(
  folder: LocalFolder,
  emulator: Emulator,
  choice: Choice,
): Promise<boolean> {
  const stack = localStack(await findEngine(report), emulator, folder);
  const identity = identityOf(settingsOf(LOCAL, folder.settings));
  const aws = new Aws({ region: identity.region, env: emulator.env });
  return takeDown({ identity, stack, aws }, { report, ...choice });
}
