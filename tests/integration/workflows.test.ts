import assert from "node:assert/strict";
import { globSync } from "node:fs";
import path from "node:path";
import { findCommand } from "../../engine/choice/executables.ts";
import { thisMachine, userPath } from "../../engine/choice/machine.ts";
import { PROJECT } from "../../lib/project.ts";
import { actionLint, zizmor } from "../support/linters.ts";

const folder = path.join(PROJECT, ".github");
const go = findCommand("go", userPath(thisMachine()));

describe("GitHub's workflows", function () {
  this.timeout("10m"); // the first time both are fetched

  it("are correct for actionlint, and their scripts for ShellCheck", async function () {
    if (go === undefined) this.skip(); // it is made from its Go module
    const files = globSync(path.join(folder, "workflows/*.yml"));
    assert.notEqual(files.length, 0);
    assert.equal(await actionLint(...files), "");
  });

  it("are safe for zizmor", async () => {
    assert.match(await zizmor(folder), /^No findings to report/);
  });
});
