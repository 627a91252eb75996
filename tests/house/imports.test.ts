import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { PROJECT } from "../../lib/project.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

describe("the check of imports", function () {
  this.timeout(20_000);
  const temporary = temporaryFolder();

  /** The rules that a project of these files breaks. */
  function broken(files: Readonly<Record<string, string>>): string[] {
    for (const file of [".dependency-cruiser.js", "tsconfig.json", "package.json"])
      cpSync(path.join(PROJECT, file), path.join(temporary.path, file));
    symlinkSync(path.join(PROJECT, "node_modules"), path.join(temporary.path, "node_modules"));
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(path.join(temporary.path, path.dirname(file)), { recursive: true });
      writeFileSync(path.join(temporary.path, file), text);
    }
    const tops = [...new Set(Object.keys(files).map((file) => file.split("/")[0] ?? ""))];
    const cruise = path.join(PROJECT, "node_modules/.bin/depcruise");
    const args = [cruise, "--config", ".dependency-cruiser.js", "--output-type", "json", ...tops];
    const { stdout, stderr } = spawnSync(process.execPath, args, {
      cwd: temporary.path,
      encoding: "utf8",
    });
    assert.notEqual(stdout, "", stderr);
    const { summary } = JSON.parse(stdout) as {
      summary: { violations: { rule: { name: string } }[] };
    };
    return [...new Set(summary.violations.map(({ rule }) => rule.name))].sort();
  }

  it("finds an import upward, of types too", () => {
    const rules = broken({
      "lib/a.ts": 'import type { B } from "../aws/b.ts";\nexport type A = B;\n',
      "aws/b.ts": "export type B = 1;\n",
    });
    assert.deepEqual(rules, ["lib-imports-down"]);
  });

  it("finds a circle, of types too", () => {
    const rules = broken({
      "lib/a.ts": 'import type { B } from "./b.ts";\nexport type A = B | 1;\n',
      "lib/b.ts": 'import type { A } from "./a.ts";\nexport type B = A | 2;\n',
    });
    assert.deepEqual(rules, ["no-circle"]);
  });

  it("finds a command that imports another, and a room that imports a command", () => {
    const rules = broken({
      "classroom/up/a.ts": 'import "../down/b.ts";\n',
      "classroom/down/b.ts": "export const b = 1;\n",
      "classroom/stack/c.ts": 'import "../up/a.ts";\n',
    });
    assert.deepEqual(rules, ["a-command-imports-no-other-command", "classroom-stack-imports-down"]);
  });

  it("finds a lab that imports its checks, or another lab", () => {
    const rules = broken({
      "labs/a/lab.ts": 'import "./checks.ts";\n',
      "labs/a/checks.ts": 'import "../b/lab.ts";\n',
      "labs/b/lab.ts": "export const b = 1;\n",
    });
    assert.deepEqual(rules, ["a-lab-imports-no-other-lab", "a-lab-knows-no-check"]);
  });

  it("lets pass what goes down", () => {
    const rules = broken({
      "labs/a/lab.ts": 'import "../kit/b.ts";\nimport "../../lib/c.ts";\n',
      "labs/kit/b.ts": "export const b = 1;\n",
      "lib/c.ts": "export const c = 1;\n",
    });
    assert.deepEqual(rules, []);
  });
});
