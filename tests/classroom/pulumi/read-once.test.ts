import assert from "node:assert/strict";
import { readOnce } from "../../../classroom/pulumi/read-once.ts";
import { forget } from "../../../classroom/pulumi/stack-state.ts";
import { FakeStack } from "../../support/fakes/fake-stack.ts";

describe("a stack that answers from one export", () => {
  it("runs commands that lock it as the stack itself does", async () => {
    const calls: unknown[] = [];
    const { pulumi } = Object.assign(new FakeStack(), {
      capture: (...call: unknown[]) => {
        calls.push(call);
        return Promise.resolve("");
      },
    });
    await forget(await readOnce(pulumi), "urn:1");
    assert.deepEqual(calls, [
      [["state", "delete", "urn:1", "--yes", "--stack", pulumi.name], { locks: true }],
    ]);
  });
});
