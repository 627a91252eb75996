import assert from "node:assert/strict";
import {
  backendOf,
  forget,
  isUpdating,
  protect,
  unprotect,
  versionsOf,
} from "../../../classroom/pulumi/stack-state.ts";

describe("Pulumi's commands on a stack's state", () => {
  /** A stack that answers every command so. */
  function answering(answer: unknown) {
    const calls: string[] = [];
    const capture = (args: readonly string[]) => {
      calls.push(args.join(" "));
      return Promise.resolve(JSON.stringify(answer));
    };
    return { stack: { name: "dev", capture }, calls };
  }

  it("are called as Pulumi takes them, without a question", async () => {
    const { stack, calls } = answering({});
    await unprotect(stack);
    await protect(stack, "urn:1");
    await forget(stack, "urn:2");
    assert.deepEqual(calls, [
      "state unprotect --all --yes --stack dev",
      "state protect urn:1 --yes --stack dev",
      "state delete urn:2 --yes --stack dev",
    ]);
  });

  it("say which backend it is on", async () => {
    const { stack, calls } = answering({ user: "teacher", url: "s3://states" });
    assert.equal(await backendOf(stack), "s3://states");
    assert.deepEqual(calls, ["whoami --json"]);
    await assert.rejects(backendOf(answering({ user: "teacher" }).stack));
  });

  it("have its history and whether an update is under way", async () => {
    const history = answering([{ version: 2 }, { version: 1 }]);
    assert.deepEqual(await versionsOf(history.stack), [1, 2]);
    assert.deepEqual(history.calls, ["stack history --json --page-size 100 --page 1 --stack dev"]);
    const listed = answering([{ name: "dev", updateInProgress: true }]);
    assert.equal(await isUpdating(listed.stack), true);
    assert.deepEqual(listed.calls, ["stack ls --json"]);
  });
});
