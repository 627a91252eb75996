import { type Emulator, resetEmulator } from "../../engine/emulator/emulator.ts";
import type { Report } from "../../lib/progress.ts";
import type { LocalFolder } from "./local-folder.ts";

/**
 * Makes the stack's record and the emulator agree, whatever became of the run before. A run builds everything the
 * emulator holds, so what is in doubt is dropped rather than repaired. No other command may be at work: see `exclusively`.
 *
 * @returns the emulator to go on with
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

/** Why the record may not describe what the emulator holds; undefined when it does. */
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
