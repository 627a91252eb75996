import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type Emulator, resetEmulator } from "../engine/emulator.ts";
import type { Report } from "../engine/progress.ts";
import { conditionOfState, dropState, LOCAL } from "./local-stack.ts";

/** Which memory of the emulator the stack's record describes; kept beside it, so that both go together. */
const memoryFile = path.join(LOCAL.state, "emulator-id");

/**
 * Makes the stack's record and the emulator agree, whatever became of the run before. A run builds everything the
 * emulator holds, so what is in doubt is dropped rather than mended.
 *
 * @returns the emulator to go on with
 */
export async function recover(emulator: Emulator, report: Report): Promise<Emulator> {
  rmSync(LOCAL.locks, { recursive: true, force: true }); // nobody else is at work: see exclusively()
  const doubt = doubtAbout(emulator);
  let ready = emulator;
  if (doubt) {
    report(`${doubt}: starting over with an empty emulator`);
    dropState();
    ready = await resetEmulator(emulator);
  }
  mkdirSync(LOCAL.state, { recursive: true });
  writeFileSync(memoryFile, ready.id);
  return ready;
}

/** Why the record may not describe what the emulator holds; undefined when it does. */
function doubtAbout(emulator: Emulator): string | undefined {
  const remembered = existsSync(memoryFile) ? readFileSync(memoryFile, "utf8") : undefined;
  switch (conditionOfState()) {
    case "interrupted":
      return "The last run was killed in the middle of an operation";
    case "unreadable":
      return "The last run was killed while it wrote the stack's record";
    case "sound":
      return remembered === emulator.id ? undefined : "The emulator has forgotten the class";
    case "absent":
      // A stack that never was needs no word; an emulator of which nothing is known may hold anything.
      return remembered === emulator.id || remembered === undefined
        ? undefined
        : "The stack's record is gone";
  }
}
