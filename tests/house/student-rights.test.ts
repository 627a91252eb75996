import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { catalogue } from "../../labs/catalogue.ts";

describe("docs/student-rights.md", () => {
  it("says of every lab how much of it a student may do", () => {
    const page = readFileSync(new URL("../../docs/student-rights.md", import.meta.url), "utf8");
    const rows = page.matchAll(/^\| `([\w-]+)` +\| (?:all|part|demonstration) +\|/gm);
    const named = [...rows].map(([, id]) => id);
    assert.deepEqual(named.sort(), catalogue.map(({ id }) => id).sort());
  });
});
