import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { PROJECT } from "../../lib/project.ts";

describe("the check of imports", function () {
  this.timeout(20_000);
  const temporary = mkdtempSync(path.join(os.tmpdir(), "aws-class-imports-"));
  after(() => {
    rmSync(temporary, { recursive: true });
  });

  /** A project that breaks each rule once, and what of it breaks which. */
  const FILES: Readonly<Record<string, string>> = {
    "lib/up.ts": 'import type { Fine } from "../aws/fine.ts";\nexport type Up = Fine;\n',
    "lib/one.ts": 'import type { Other } from "./other.ts";\nexport type One = Other | 1;\n',
    "lib/other.ts": 'import type { One } from "./one.ts";\nexport type Other = One | 2;\n',
    "lib/fine.ts": "export const fine = 1;\n",
    "aws/fine.ts": 'import "../lib/fine.ts";\nexport type Fine = 1;\n',
    "classroom/up/a.ts": 'import "../down/b.ts";\nimport "../console/fine.ts";\n',
    "classroom/down/b.ts": "export const b = 1;\n",
    "classroom/stack/c.ts": 'import "../up/a.ts";\n',
    "classroom/console/fine.ts": 'import "../../labs/kit/fine.ts";\n',
    "labs/a/lab.ts": 'import "./checks.ts";\nimport "../kit/fine.ts";\n',
    "labs/a/checks.ts": 'import "../b/lab.ts";\n',
    "labs/b/lab.ts": "export const b = 1;\n",
    "labs/kit/fine.ts": 'import "../../lib/fine.ts";\n',
  };
  const BROKEN = [
    "a-command-imports-no-other-command: classroom/up/a.ts",
    "a-lab-imports-no-other-lab: labs/a/checks.ts",
    "a-lab-knows-no-check: labs/a/lab.ts",
    "classroom-stack-imports-down: classroom/stack/c.ts",
    "lib-imports-down: lib/up.ts",
    "no-circle: lib/one.ts",
  ];

  it("finds each import upward, between commands or labs, and in a circle, of types too", () => {
    for (const file of [".dependency-cruiser.js", "tsconfig.json", "package.json"])
      cpSync(path.join(PROJECT, file), path.join(temporary, file));
    symlinkSync(path.join(PROJECT, "node_modules"), path.join(temporary, "node_modules"));
    for (const [file, text] of Object.entries(FILES)) {
      mkdirSync(path.join(temporary, path.dirname(file)), { recursive: true });
      writeFileSync(path.join(temporary, file), text);
    }
    const cruise = path.join(PROJECT, "node_modules/.bin/depcruise");
    const options = ["--config", ".dependency-cruiser.js", "--output-type", "json"];
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [cruise, ...options, "lib", "aws", "classroom", "labs"],
      { cwd: temporary, encoding: "utf8" },
    );
    assert.notEqual(stdout, "", stderr);
    const { summary } = JSON.parse(stdout) as {
      summary: { violations: { from: string; rule: { name: string } }[] };
    };
    const found = summary.violations.map(({ from, rule }) => `${rule.name}: ${from}`);
    assert.deepEqual([...new Set(found)].sort(), BROKEN);
  });
});
