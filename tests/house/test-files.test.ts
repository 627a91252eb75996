import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { PROJECT } from "../../lib/project.ts";

/** What runs the files of `npm test` and `npm run test:integration`; those of the night are run by their folder. */
const RUNS = [".mocharc.json", ".mocharc.integration.json"];

const filesOf = (pattern: string) => globSync(pattern, { cwd: PROJECT });

const specOf = (file: string) =>
  (JSON.parse(readFileSync(path.join(PROJECT, file), "utf8")) as { spec: string[] }).spec;

describe("every test file", () => {
  it("is run once: long ones are named before the others, and left out of them", () => {
    const run = [...RUNS.flatMap(specOf), "tests/nightly/*.test.ts"].flatMap(filesOf).sort();
    assert.deepEqual(run, filesOf("tests/**/*.test.ts").sort());
  });
});
