import { type Emulator, resetEmulator } from "../../engine/emulator/emulator.ts";
import type { Report } from "../../lib/progress.ts";
import type { LocalFolder } from "./local-folder.ts";

/**
 * Makes the stack's state and the emulator agree, however the previous run ended. A run creates everything in the emulator, so
 * doubtful state is deleted rather than repaired. No other command may be running: see `exclusively`.
 *
 * @returns the emulator to continue with
 */
export async function recover(
  folder: LocalFolder,
  emulator: Emulator,
  report: Report,
): Promise<Emulator> {
  folder.unlock();
  const doubt = doubtAbout(folder, emulator);
  let ready = emulator;
  if (doubt) {
    report(`${doubt}: starting over with an empty emulator`);
    folder.dropState();
    ready = await resetEmulator(emulator, report);
  }
  folder.remember(ready.id);
  return ready;
}

/** Why the state may not describe what the emulator has; undefined when it does. */
function doubtAbout(folder: LocalFolder, { id }: Emulator): string | undefined {
  const memory = folder.memory();
  switch (folder.condition()) {
    case "interrupted":
      return "The last run was interrupted";
    case "unreadable":
      return "The last run was killed while it wrote the stack's state";
    case "sound":
      return memory === id ? undefined : "The emulator has lost the class";
    case "absent":
      return memory === id || memory === undefined ? undefined : "The stack's state is gone";
  }
}
