import assert from "node:assert/strict";
import { notingProgress } from "../../../classroom/local/noted-progress.ts";
import { readProgress } from "../../../classroom/local/progress-notes.ts";
import { Operation } from "../../../classroom/pulumi/progress/operation.ts";
import { fakeEnvironment } from "../../support/fakes/fake-environment.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

describe("the progress of a command, noted for the board", () => {
  const temporary = temporaryFolder();
  fakeEnvironment(() => ({ AWS_CLASS_FOLDER: temporary.path }));
  const operation = () => new Operation(0, { kind: "destroy", counts: new Map([["dynamodb", 3]]) });

  it("is over after the last of its operations, also when that fails", async () => {
    const failed = notingProgress("dev", "down", (noted) => {
      noted.end(operation(), Date.now());
      assert.equal(readProgress("dev")?.isOver, false);
      noted.end(operation(), Date.now());
      return Promise.reject(new Error("stuck"));
    });
    await assert.rejects(failed, /stuck/);
    const { of, work, isOver, rows } = readProgress("dev") ?? {};
    assert.deepEqual([of, work, isOver], ["labs", "down", true]);
    assert.deepEqual(rows, [{ key: "dynamodb", state: "waiting", done: 0, total: 3, what: "" }]);
  });

  it("is not noted when it has run none", async () => {
    await notingProgress("dev", "repair", () => Promise.resolve());
    assert.equal(readProgress("dev"), undefined);
  });
});
