import assert from "node:assert/strict";
import { statSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Result } from "../../../classroom/checking/run-checks.ts";
import { lastChecks, noteChecks, summaryOf } from "../../../classroom/checking/last-checks.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const result = (lab: string, outcome: Result["outcome"]): Result => ({
  ...{ lab, check: `it works: ${outcome}`, outcome, seen: "seen" },
});
const EARLY = new Date("2026-11-29T09:00:00Z");
const LATE = new Date("2026-11-29T10:00:00Z");

describe("what the last checks of a student have shown", () => {
  const temporary = temporaryFolder();
  const folder = () => ({ checks: path.join(temporary.path, "s01/checks.json") });
  const summary = () => summaryOf(lastChecks(folder()));

  it("is noted lab by lab: those that were not checked again keep theirs", () => {
    noteChecks(folder(), [result("cdn", "fail"), result("efs", "pass")], EARLY);
    noteChecks(folder(), [result("efs", "pass"), result("efs", "inconclusive")], LATE);
    assert.deepEqual(summary(), {
      ...{ at: EARLY.toISOString(), passed: 1, failed: 1, inconclusive: 1, labs: ["cdn"] },
    });
    noteChecks(folder(), [result("cdn", "pass")], LATE);
    assert.deepEqual([summary()?.at, summary()?.labs], [LATE.toISOString(), []]);
  });

  it("is nothing where nothing was checked, or another version has written it", () => {
    assert.equal(summary(), undefined);
    noteChecks(folder(), []);
    assert.equal(summary(), undefined);
    noteChecks(folder(), [result("cdn", "pass")]);
    writeFileSync(folder().checks, '{"cdn": []}');
    assert.equal(summary(), undefined);
  });

  it("is read by nobody else on this machine", () => {
    noteChecks(folder(), [result("cdn", "pass")]);
    assert.equal(statSync(folder().checks).mode & 0o777, 0o600);
  });
});
