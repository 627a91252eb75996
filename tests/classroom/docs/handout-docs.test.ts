import assert from "node:assert/strict";
import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { handoutDocs } from "../../../classroom/docs/handout-docs.ts";
import { PROJECT } from "../../../lib/project.ts";

describe("docs/handouts/", () => {
  it("says what the labs and their handouts say (else: npm run class -- docs)", async () => {
    const docs = await handoutDocs();
    const stale = [...docs].flatMap(([file, text]) =>
      existsSync(file) && readFileSync(file, "utf8") === text ? [] : [path.relative(PROJECT, file)],
    );
    const gone = globSync("docs/handouts/**/*.md", { cwd: PROJECT }).filter(
      (file) => !docs.has(path.join(PROJECT, file)),
    );
    assert.deepEqual([...stale, ...gone], []);
  }).timeout(60_000);
});
