import assert from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";
import type { ClassChecks } from "../../../classroom/checking/class-results.ts";
import { describeClassChecks } from "../../../classroom/checking/matrix.ts";
import type { Result } from "../../../classroom/checking/run-checks.ts";

const result = (lab: string, changes: Partial<Result> = {}): Result => ({
  ...{ lab, check: "it works", outcome: "pass", seen: "it does" },
  ...changes,
});
const FAILURE = { outcome: "fail", seen: "a file is deleted", hint: "restore it" } as const;

const CHECKS: ClassChecks = {
  s01: { results: [result("s3-bucket"), result("dynamodb")], exitCode: 0 },
  s02: { results: [result("s3-bucket", FAILURE), result("s3-bucket")], exitCode: 1 },
  s03: {
    results: [result("dynamodb", { outcome: "inconclusive", obstacle: "unseen", seen: "silence" })],
    exitCode: 2,
  },
  s04: { results: [], reason: "the stack is being changed", exitCode: 2 },
};

const described = (checks: ClassChecks, columns?: number): string[] =>
  stripVTControlCharacters(describeClassChecks(checks, columns)).split("\n");

describe("the results of a class", () => {
  it("are a table of students and labs, then what is wrong with whom, and all in short", () => {
    assert.deepEqual(described(CHECKS), [
      "",
      "     s3-bucket     dynamodb",
      "s01  ok            ok",
      "s02  FAIL          -",
      "s03  -             inconclusive",
      "s04  inconclusive  inconclusive",
      "",
      "s02  s3-bucket  it works",
      "  FAIL: a file is deleted",
      "  do: restore it",
      "",
      "s03  dynamodb  it works",
      "  inconclusive: silence",
      "",
      "s04  inconclusive: the stack is being changed",
      "",
      "4 students: 1 ok, 1 with failures, 2 inconclusive",
    ]);
  });

  it("have several tables where the terminal is too narrow for all labs", () => {
    const lines = described(CHECKS, 30);
    assert.deepEqual(
      lines.filter((line) => line.startsWith(" ") && !line.startsWith("  F")).slice(0, 2),
      ["     s3-bucket", "     dynamodb"],
    );
  });

  it("take what only AWS shows for no problem of a student", () => {
    const hidden = result("cdn", {
      outcome: "inconclusive",
      obstacle: "emulator",
      seen: "no pages",
    });
    const lines = described({ s01: { results: [result("cdn"), hidden], exitCode: 0 } });
    assert.deepEqual(lines, ["", "     cdn", "s01  ok", "", "1 student: 1 ok"]);
  });
});
