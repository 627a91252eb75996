import assert from "node:assert/strict";
import {
  backendOf,
  forget,
  isUpdating,
  lockHolder,
  protect,
  unprotect,
  versionsOf,
} from "../../../classroom/pulumi/stack-state.ts";
import { PulumiError } from "../../../classroom/pulumi/pulumi-error.ts";

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

  it("know a stack by its whole name, and no other organization's", async () => {
    const is = (...listed: object[]) => isUpdating(answering(listed).stack);
    const busy = { name: "school/dev", updateInProgress: true };
    assert.equal(await is({ name: "dev", updateInProgress: false }, busy), false);
    assert.equal(await is(busy, { name: "prod", updateInProgress: false }), true);
    assert.equal(await is({ name: "dev" }), false); // it was never updated
  });

  it("do not take a stack that is not listed for one without an update", async () => {
    for (const listed of [[], [{ name: "prod", updateInProgress: false }], [{ name: "xdev" }]])
      await assert.rejects(
        isUpdating(answering(listed).stack),
        /not known whether an update of stack dev is running/,
      );
  });

  describe("find the lock of a backend whose files only Pulumi reads", () => {
    /** What Pulumi 3.200 says on stderr. */
    const LOCKED =
      "pulumi stack rename dev ended with exit code 255: error: the stack is currently locked by 1 lock(s). Either wait for the other process(es) to end or delete the lock file with `pulumi cancel`.\n" +
      "  gs://states/.pulumi/locks/organization/class/dev/a.json: created by kim@laptop (pid 7) at 2026-12-01T09:00:00Z";
    const FREE =
      "pulumi stack rename dev ended with exit code 255: error: a stack named dev already exists";

    function refusing(message: string) {
      const calls: string[] = [];
      const capture = async (args: readonly string[], { locks = false } = {}) => {
        calls.push(args.join(" "));
        assert.ok(locks); // it is noted: the lock that it leaves when it is stopped counts as ours
        await Promise.resolve();
        throw new PulumiError(message, 255);
      };
      return { stack: { name: "dev", capture }, calls };
    }

    it("by a change that Pulumi refuses, once it has the lock", async () => {
      const { stack, calls } = refusing(FREE);
      assert.equal(await lockHolder(stack), undefined);
      assert.deepEqual(calls, ["stack rename dev --non-interactive --stack dev"]);
    });

    it("with who holds it", async () => {
      assert.equal(
        await lockHolder(refusing(LOCKED).stack),
        "gs://states/.pulumi/locks/organization/class/dev/a.json: created by kim@laptop (pid 7) at 2026-12-01T09:00:00Z",
      );
      const [first = ""] = LOCKED.split("\n");
      assert.equal(await lockHolder(refusing(first).stack), "its backend says that it is locked");
    });

    it("or say that it is not known", async () => {
      for (const message of ["error: no stack named 'dev' found", "error: unable to open bucket"])
        await assert.rejects(lockHolder(refusing(message).stack), new RegExp(message));
    });

    it("once at a time: the second question would find the first one's lock", async () => {
      const { stack, calls } = refusing(FREE);
      await Promise.all([lockHolder(stack), lockHolder(stack)]);
      assert.equal(calls.length, 1);
      await lockHolder(stack);
      assert.equal(calls.length, 2);
    });
  });
});
