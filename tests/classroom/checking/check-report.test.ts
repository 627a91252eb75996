import assert from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";
import { describeResults } from "../../../classroom/checking/check-report.ts";
import type { Result } from "../../../classroom/checking/run-checks.ts";

const PASS: Result = {
  lab: "cdn",
  check: "pages come by CloudFront",
  outcome: "pass",
  seen: "200",
};
const FAIL: Result = {
  lab: "efs",
  check: "NFS is open",
  outcome: "fail",
  seen: "no rule",
  hint: "put the rule back",
};
const UNKNOWN: Result = {
  ...PASS,
  outcome: "inconclusive",
  obstacle: "emulator",
  seen: "no traffic",
};

const lines = (...results: Result[]): string[] =>
  stripVTControlCharacters(describeResults(results)).trim().split("\n");

describe("the report of checks", () => {
  it("has a heading for each lab, and what was seen in a column", () => {
    assert.deepEqual(lines(PASS, { ...FAIL, outcome: "pass" }).slice(0, 5), [
      "cdn",
      "  pass  pages come by CloudFront  200",
      "",
      "efs",
      "  pass  NFS is open               no rule",
    ]);
  });

  it("says below a failure what to do", () => {
    const [, failure, todo] = lines(FAIL);
    assert.equal(failure, "  FAIL  NFS is open  no rule");
    assert.equal(todo, "      do: put the rule back");
  });

  it("ends with the count of failures", () => {
    assert.equal(lines(PASS, FAIL, UNKNOWN).at(-2), "1 failed; 1 passed, 1 inconclusive.");
  });

  it("says so when nothing failed", () => {
    assert.equal(lines(UNKNOWN).at(-2), "Nothing failed: 0 passed, 1 inconclusive.");
  });

  it("says why something is inconclusive, what can be changed first", () => {
    assert.deepEqual(lines(PASS, UNKNOWN, UNKNOWN, { ...UNKNOWN, obstacle: "unseen" }).slice(-2), [
      "  1 not checked: no answer, or no permission; run check again",
      "  2 testable on AWS only",
    ]);
  });
});
