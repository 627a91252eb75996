import assert from "node:assert/strict";
import path from "node:path";
import { lastChecks } from "../../../classroom/checking/last-checks.ts";
import { noteWhileRunning } from "../../../classroom/checking/note-while-running.ts";
import type { Result, Work } from "../../../classroom/checking/run-checks.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const work = (checks: number): Work => ({ checks: Array(checks) }) as unknown as Work;
const result = (lab: string, outcome: Result["outcome"] = "pass"): Result => ({
  ...{ lab, outcome, check: `${lab} works`, seen: "" },
});

describe("what checks have shown while others run", () => {
  const temporary = temporaryFolder();
  let now: number;
  const folder = (id: string) => ({ checks: path.join(temporary.path, `${id}.json`) });
  const labsOf = (id: string) => Object.keys(lastChecks(folder(id)));

  function begin() {
    now = 0;
    const all = [
      { folder: folder("s01"), work: [work(2), work(1)] },
      { folder: folder("s02"), work: [work(2)] },
    ];
    const note = noteWhileRunning(all, () => now);
    return (results: (Result | undefined)[], seconds: number) => {
      now = seconds * 1000;
      note(results);
    };
  }

  it("is noted of a lab once all of its checks have run, student by student", () => {
    const note = begin();
    note([result("cdn"), undefined, result("efs"), result("cdn")], 1);
    assert.deepEqual([labsOf("s01"), labsOf("s02")], [["efs"], []]);
    note([result("cdn"), result("cdn"), result("efs"), result("cdn"), result("cdn", "fail")], 2);
    assert.deepEqual([labsOf("s01").sort(), labsOf("s02")], [["cdn", "efs"], ["cdn"]]);
    assert.equal(lastChecks(folder("s02")).cdn?.results[1]?.outcome, "fail");
  });

  it("is noted twice a second at most", () => {
    const note = begin();
    note([undefined, undefined, result("efs")], 0.4);
    assert.deepEqual(labsOf("s01"), []);
    note([undefined, undefined, result("efs")], 0.5);
    assert.deepEqual(labsOf("s01"), ["efs"]);
  });
});
