import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import path from "node:path";
import { processesOf } from "./class-processes.ts";
import { Command } from "./command.ts";

/** `npm run down` of the class in this folder ends clean, at the first try. */
export async function goesDown(folder: string): Promise<void> {
  const { code, said } = await new Command(folder, ["down"]).end();
  assert.equal(code, 0, said);
  assert.match(said, /^Nothing is left: no stack, no resource, no process\.$/m);
  assert.doesNotMatch(said, /not clean|left over|left these behind|are stuck|could not be/i);
  assert.doesNotMatch(said, / (?:is|are) still there; try/);
  assert.ok(!existsSync(path.join(folder, "emulator.json")));
  assert.deepEqual(processesOf(folder), []);
}
