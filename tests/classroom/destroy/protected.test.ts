import assert from "node:assert/strict";
import { ProtectedError } from "../../../classroom/destroy/protected.ts";
import { takeDown } from "../../../classroom/destroy/take-down.ts";
import { fakeAws } from "../../support/fakes/fake-aws.ts";
import { FakeKeeper, FakeStack, IDENTITY, urnOf } from "../../support/fakes/fake-stack.ts";

const TABLE = { type: "aws:dynamodb/table:Table", name: "table", id: "Students" };
const TOPIC = { type: "aws:sns/topic:Topic", name: "alarm", id: "arn:alarm" };

/** A table whose deletion protection somebody has switched on by hand: the state knows nothing of it. */
async function down(
  deleteProtected: boolean,
  { refused = false, spareProtected = false, stack = new FakeStack([TABLE]) } = {},
) {
  const switched: unknown[] = [];
  const tables: string[] = [];
  const aws = fakeAws({
    describeTable: () => ({ Table: { DeletionProtectionEnabled: true } }),
    updateTable: ({ TableName, DeletionProtectionEnabled: isOn }) => {
      if (refused) throw new Error("not authorized");
      switched.push(isOn);
      tables.push(`${String(TableName)} ${isOn ? "on" : "off"}`);
    },
  });
  const lines: string[] = [];
  const options = {
    spareProtected,
    ...{ report: (line: string) => void lines.push(line), verbose: true, deleteProtected },
    sleep: () => Promise.resolve(),
  };
  const open = { identity: IDENTITY, stack: stack.pulumi, aws };
  const done = takeDown(open, new FakeKeeper(), options);
  const result = await done.catch((error: unknown) => error as Error);
  return { result, switched, tables, calls: stack.calls, said: lines.join("\n") };
}

describe("what somebody has locked by hand", () => {
  it("is refused at once, before anything is destroyed, with the way out", async () => {
    const { result, calls, switched } = await down(false);
    assert.ok(result instanceof ProtectedError);
    assert.match(
      result.message,
      /^AWS does not delete this\. Nothing was destroyed:\n {2}table \(Table Students\): deletion protection\nfix: .*\n.*--yes-delete-protected/,
    );
    assert.deepEqual([calls, switched], [[], []]);
  });

  it("is unlocked and destroyed with --yes-delete-protected, which says so", async () => {
    const { calls, switched, said } = await down(true);
    assert.deepEqual([calls, switched], [["refresh", "destroy"], [false]]);
    assert.match(said, /^table \(Students\): switched deletion protection off$/m);
  });

  it("is locked again where it could not be destroyed, and nothing else is", async () => {
    const other = { ...TABLE, name: "other", id: "Teachers" };
    const stack = new FakeStack([TABLE, other]);
    stack.destroys = [{ errors: { other: "AccessDenied" } }];
    const { tables } = await down(true, { stack });
    assert.deepEqual(tables, ["Students off", "Teachers off", "Teachers on"]);
  });

  it("does not keep the others from being destroyed where it cannot be unlocked", async () => {
    const { calls, said } = await down(true, { refused: true });
    assert.deepEqual(calls, ["refresh", "destroy"]);
    assert.match(said, /^table \(Students\) keeps deletion protection: not authorized$/m);
  });

  it("stays where a class has expired, and everything else goes; nothing is lifted", async () => {
    const stack = new FakeStack([TABLE, TOPIC]);
    const { result, calls, switched, said } = await down(false, { spareProtected: true, stack });
    assert.equal(result, false);
    const [protect, unprotect] = ["protect", "unprotect"].map(
      (it) => `state ${it} ${urnOf(TABLE)}`,
    );
    assert.deepEqual(calls, [protect, "refresh", "destroy --exclude-protected", unprotect]);
    assert.deepEqual(switched, []);
    assert.deepEqual(stack.resources, [{ ...TABLE, protect: false }]);
    assert.match(
      said,
      /not destroyed.*\n {2}table \(Table Students\): deletion protection\nfix: to switch it off and destroy these too: npm run down -- --stack dev --yes-delete-protected$/m,
    );
    assert.match(said, /1 resource is stuck.*\n {2}table .*\n {4}it has deletion protection/);
  });

  it("says what Pulumi goes on protecting, and what is stuck", async () => {
    const stack = new FakeStack([TABLE, TOPIC]);
    const capture = stack.capture.bind(stack);
    stack.capture = (args) =>
      args[1] === "unprotect" ? Promise.reject(new Error("no unprotect")) : capture(args);
    const { result, said } = await down(false, { spareProtected: true, stack });
    assert.equal(result, false);
    assert.match(said, /^table \(Students\) stays protected by Pulumi: no unprotect$/m);
  });

  it("is protected by Pulumi with all others that are locked, or none is", async () => {
    const other = { ...TABLE, name: "other", id: "Other" };
    const stack = new FakeStack([TABLE, other]);
    const capture = stack.capture.bind(stack);
    stack.capture = (args) =>
      args[1] === "protect" && args[2] === urnOf(other)
        ? Promise.reject(new Error("no protect"))
        : capture(args);
    const { result } = await down(false, { spareProtected: true, stack });
    assert.equal((result as Error).message, "no protect");
    const kept = stack.resources.map(({ protect }) => protect);
    assert.deepEqual(kept, [false, undefined]);
  });

  it("stays protected by Pulumi where it was so before", async () => {
    const stack = new FakeStack([{ ...TABLE, protect: true }, TOPIC]);
    const { calls, said } = await down(false, { spareProtected: true, stack });
    assert.deepEqual(calls, ["refresh", "destroy --exclude-protected"]);
    assert.match(
      said,
      / {2}table \(Table Students\): Pulumi's protection of data \(setting protect\)$/m,
    );
    assert.deepEqual(stack.resources, [{ ...TABLE, protect: true }]);
  });

  it("is said without a lock to switch off where only Pulumi protects it", async () => {
    const stack = new FakeStack([{ ...TOPIC, protect: true }]);
    const { said } = await down(false, { spareProtected: true, stack });
    assert.match(said, /^fix: to destroy these too: npm run down .*--yes-delete-protected$/m);
  });
});
