import assert from "node:assert/strict";
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { REPORT, type Report } from "../../classroom/rehearsals/report.ts";
import { proofOf } from "../../classroom/stack/subjects.ts";
import { stopEmulator } from "../../engine/emulator/emulator.ts";
import { processesOf } from "./engine/class-processes.ts";
import { Command } from "./engine/command.ts";
import { keptModels, strictEmulator } from "./strict-emulator.ts";

/** A folder of the test's own, an emulator that keeps AWS's service models, and the command that users type. Call it inside `describe`. */
export function ownRehearsal() {
  strictEmulator();
  const folder = mkdtempSync(path.join(os.tmpdir(), "aws-class-rehearsal-"));
  after(async () => {
    await stopEmulator(folder); // of a run that failed
    rmSync(folder, { recursive: true });
  });

  const begin = (labs: readonly string[], ...args: string[]): Command =>
    new Command(folder, ["rehearse", "--labs", labs.join(), ...args]);

  /** Another command on the same class. */
  const run = (...args: string[]) => new Command(folder, args).end();

  /** The report of the last rehearsal, of which nothing is left. */
  function reported(said: string): Report {
    assert.match(said, /^Nothing is left: no stack, no resource, no process\.$/m);
    assert.ok(!existsSync(path.join(folder, "emulator.json")));
    keptModels(folder);
    assert.ok(!existsSync(path.join(folder, "rehearsals/local/journal.json")));
    assert.deepEqual(processesOf(folder), []);
    const [file, ...others] = globSync("rehearsals/*.json", { cwd: folder }).sort().reverse();
    assert.ok(file, others.join());
    const text = readFileSync(path.join(folder, file), "utf8");
    assert.doesNotMatch(text, /\d{12}|\d+\.\d+\.\d+\.\d+|amazonaws/);
    return REPORT.parse(JSON.parse(text));
  }

  /** Rehearses labs from begin to end. */
  async function isWhole(labs: readonly string[]): Promise<void> {
    const { code, said } = await begin(labs).end();
    assert.equal(code, 0, said);
    const report = reported(said);
    assert.equal(report.ending, undefined);
    assert.deepEqual(report.labs.map(({ lab }) => lab).sort(), labs.toSorted());
    for (const { lab, arrival, checks, fault } of report.labs) {
      assert.equal(arrival, "up", lab);
      assert.ok(
        checks.some(({ outcome }) => outcome === "pass"),
        lab,
      );
      if ((await proofOf(lab)).fault)
        assert.deepEqual([fault?.found, fault?.repaired], ["yes", true]);
    }
  }

  return { begin, run, reported, isWhole };
}
