import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { AboutLab } from "../../../classroom/docs/about-lab.ts";
import {
  README,
  readme,
  STUDENT_RIGHTS,
  studentRights,
} from "../../../classroom/docs/lab-tables.ts";
import { withTable } from "../../../classroom/docs/table.ts";

const about: AboutLab = {
  area: "Servers",
  students: { can: "part", because: "a | b" },
  proven: "runs",
  awsOnly: "-",
};

describe("tables of labs in pages that people write", () => {
  it("are as the labs say (else: npm run class -- docs)", async () => {
    assert.equal(readFileSync(README, "utf8"), await readme());
    assert.equal(readFileSync(STUDENT_RIGHTS, "utf8"), await studentRights());
  });

  it("have the labs by subject, in class order", async () => {
    const table = "| subject | labs |\n| --- | --- |\n| old | `gone` |\n\nText\n";
    const text = await readme(table, [
      ["a", about],
      ["b", { ...about, area: "DNS" }],
      ["c", about],
    ]);
    assert.match(text, /\| Servers \| `a`, `c` \|\n\| DNS +\| `b` +\|\n\nText\n$/);
  });

  it("say what a student may do, and why not all of it", async () => {
    const table = "| lab | a student's rights | reason |\n| --- | --- | --- |\n";
    assert.match(await studentRights(table, [["a", about]]), /\| `a` \| part +\| a \\\| b \|/);
  });

  it("are looked for by their headings", () => {
    assert.throws(() => withTable("| a |\n| - |\n", ["b"], []), /no table with the headings b/);
  });
});
