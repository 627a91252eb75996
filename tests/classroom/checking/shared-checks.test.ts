import assert from "node:assert/strict";
import path from "node:path";
import { lastChecks, noteChecks, summaryOf } from "../../../classroom/checking/last-checks.ts";
import type { Result } from "../../../classroom/checking/run-checks.ts";
import {
  forgetChecks,
  receiveChecks,
  shareChecks,
} from "../../../classroom/checking/shared-checks.ts";
import { FolderShelf } from "../../../classroom/record/shelf.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const result = (lab: string, outcome: Result["outcome"]): Result => ({
  ...{ lab, check: "it works", outcome, seen: "seen" },
});
const EARLY = new Date("2026-11-29T09:00:00Z");
const LATE = new Date("2026-11-29T10:00:00Z");

describe("the results of checks on several machines", () => {
  const temporary = temporaryFolder();
  const shelf = () => new FolderShelf(path.join(temporary.path, "dev"), temporary.path, "dev");
  const machine = (name: string) => ({ checks: path.join(temporary.path, name, "checks.json") });

  it("are known on each, the later one of each lab", async () => {
    noteChecks(machine("a"), [result("cdn", "fail"), result("efs", "fail")], EARLY);
    await shareChecks(shelf(), "s01", lastChecks(machine("a")));
    noteChecks(machine("b"), [result("cdn", "pass")], LATE);
    await shareChecks(shelf(), "s01", lastChecks(machine("b")));
    for (const name of ["a", "b", "c"]) {
      await receiveChecks(shelf(), "s01", machine(name));
      const { passed, failed, labs } = summaryOf(lastChecks(machine(name))) ?? {};
      assert.deepEqual([passed, failed, labs], [1, 1, ["efs"]], name);
    }
  });

  it("are each student's own, and none where nothing was checked", async () => {
    noteChecks(machine("a"), [result("cdn", "pass")], EARLY);
    await shareChecks(shelf(), "s01", lastChecks(machine("a")));
    await receiveChecks(shelf(), "s02", machine("b"));
    assert.deepEqual(lastChecks(machine("b")), {});
  });

  it("are forgotten with the student's stack", async () => {
    noteChecks(machine("a"), [result("cdn", "pass")], EARLY);
    await shareChecks(shelf(), "s01", lastChecks(machine("a")));
    await forgetChecks(shelf(), "s01");
    assert.deepEqual(await shelf().list(), []);
  });
});
