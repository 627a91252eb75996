import assert from "node:assert/strict";
import { mistakesIn } from "./files.ts";

/** What stands above the heading line, the file, and the number of that line. */
const FILES = [
  ["a comment", "# my class\nid,name\na,A\n", 2],
  ["a line for Excel", "sep=;\nid;name\na;A\n", 2],
  ["a title, as in lists for people", "3학년 2반 명단,,\n\n번호,이름,이메일\n1,홍길동,\n", 3],
] as const;

describe("what stands above a roster's heading line", () => {
  for (const [what, file, line] of FILES)
    it(`is to be removed: ${what}`, () => {
      assert.deepEqual(mistakesIn(file), [
        `line 1: not a heading line: it names none of the columns | fix: line ${line} has the headings: remove everything above it`,
      ]);
    });
});
