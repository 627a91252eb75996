import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { PROJECT } from "../../lib/project.ts";

/** Texts of no stack: pages of documentation. */
const OF_NO_STACK = ["classroom/docs/"];

describe("a command of Pulumi's that a message says", () => {
  it("names its stack, or has `--stack NAME`, which is replaced by it", () => {
    const files = globSync("{aws,classroom,components,infra,labs,lib,policy}/**/*.ts", {
      cwd: PROJECT,
    });
    const calls = files
      .filter((file) => !OF_NO_STACK.some((start) => file.startsWith(start)))
      .flatMap((file) =>
        readFileSync(path.join(PROJECT, file), "utf8")
          .split("\n")
          .filter((line) => !/^ *(\*|\/\*|\/\/)/.test(line) && line.includes("pulumi config set "))
          .map((line) => `${file}: ${line.trim()}`),
      );
    assert.ok(calls.length >= 10, String(calls.length));
    assert.deepEqual(
      calls.filter((call) => !call.includes("--stack ")),
      [],
    );
  });
});
