import { runningEmulator, stopEmulator } from "../engine/emulator.ts";
import { findEngine } from "../engine/engine.ts";
import { inventory } from "../engine/inventory.ts";
import { step } from "../engine/progress.ts";
import { conditionOfState, dropState, LOCAL, LocalStack } from "./local-stack.ts";
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
  return exclusively(LOCAL.folder, report, async () => {
    const left = await leftAfterDestroy();
    await step(report, "Stopping the emulator", () => stopEmulator(LOCAL.folder));
    dropState();
    if (left.length === 0) report("Nothing is left: no stack, no resource, no process.");
    else
      report(
        `The destroy has left these behind (gone with the emulator, but on AWS they would stay):\n  ${left.join("\n  ")}`,
      );
    return left.length === 0 ? 0 : 1;
  });
}

/** What the emulator still holds after the stack is destroyed. */
async function leftAfterDestroy(): Promise<string[]> {
  const running = await runningEmulator(LOCAL.folder);
  if (!running) {
    report("The emulator does not run, so nothing of the class exists any more.");
    return [];
  }
  const emulator = await recover(running, report);
  if (conditionOfState() === "sound") {
    await new LocalStack(await findEngine(report), emulator).destroy();
  }
  return inventory(emulator);
}
