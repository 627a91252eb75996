import { runningEmulator, stopEmulator } from "../engine/emulator.ts";
import { findEngine } from "../engine/engine.ts";
import { inventory } from "../engine/inventory.ts";
import { step } from "../engine/progress.ts";
import { LocalFolder } from "./local-folder.ts";
import { localStack } from "./local-stack.ts";
import { recover } from "./recovery.ts";
import { exclusively } from "./run-lock.ts";

const report = (line: string): void => {
  console.log(line);
};

/**
 * `npm run down`: destroys the local stack, asks the emulator what it still holds, and stops it.
 *
 * @returns the exit code: 1 when the destroy has left something behind
 */
export function down(): Promise<number> {
  const folder = new LocalFolder();
  return exclusively(folder.path, report, async () => {
    const left = await leftAfterDestroy(folder);
    await step(report, "Stopping the emulator", () => stopEmulator(folder.path));
    folder.dropState();
    if (left.length === 0) report("Nothing is left: no stack, no resource, no process.");
    else
      report(
        `The destroy has left these behind (gone with the emulator, but on AWS they would stay):\n  ${left.join("\n  ")}`,
      );
    return left.length === 0 ? 0 : 1;
  });
}

/** What the emulator still holds after the stack is destroyed. */
async function leftAfterDestroy(folder: LocalFolder): Promise<string[]> {
  const running = await runningEmulator(folder.path);
  if (!running) {
    report("The emulator does not run, so nothing of the class exists any more.");
    return [];
  }
  const emulator = await recover(folder, running, report);
  if (folder.condition() === "sound") {
    await localStack(await findEngine(report), emulator, folder).destroy();
  }
  return inventory(emulator);
}
