import assert from "node:assert/strict";
import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import {
  makeStage,
  removeStages,
  stageApplication,
} from "../../../../engine/traffic/applications/stages.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";

describe("what is staged of an environment", () => {
  const folder = temporaryFolder();

  it("is for its user alone, and deleted with all of its class, of no other", () => {
    const [first, second] = [makeStage(folder.path), makeStage(folder.path)];
    const other = makeStage(path.join(folder.path, "other"));
    const properties = { PASSWORD: "secret", "not a name": "" };
    stageApplication(first, { files: new Map([["app.js", Buffer.from("")]]), properties });
    assert.equal(statSync(first).mode & 0o777, 0o700);
    assert.equal(readFileSync(path.join(first, "properties"), "utf8"), "PASSWORD=secret\0");
    removeStages(folder.path);
    assert.deepEqual([first, second, other].map(existsSync), [false, false, true]);
    removeStages(path.join(folder.path, "other"));
    assert.ok(!existsSync(other));
  });
});
