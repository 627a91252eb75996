import assert from "node:assert/strict";
import {
  refuseUnknown,
  unknownPast,
  UnknownPastError,
} from "../../../classroom/gateway/unknown-past.ts";
import { Ledger } from "../../../classroom/record/ledger.ts";
import type { ClassIdentity } from "../../../infra/identity.ts";
import { FakeKeeper, FakeStack, IDENTITY } from "../../support/fakes/fake-stack.ts";

const VPC = { type: "aws:ec2/vpc:Vpc", name: "net", id: "vpc-1" };

describe("what is not known of an empty stack", () => {
  let stack: FakeStack;
  let keeper: FakeKeeper;
  beforeEach(() => {
    stack = new FakeStack();
    stack.history = [{ kind: "destroy" }];
    keeper = new FakeKeeper();
  });
  const open = (identity: ClassIdentity = IDENTITY) => ({ identity, stack: stack.pulumi });

  it("is all that it has held, when it was changed and its record is missing", async () => {
    const [unknown, ...others] = await unknownPast(keeper, open());
    assert.deepEqual(others, []);
    const { kind, region, passing, reason = "" } = unknown ?? {};
    assert.deepEqual(
      [kind, region, passing],
      ["earlier resources of the stack", "ap-northeast-2", false],
    );
    assert.match(reason, /^not known: stack dev was deployed before, and its record is missing/);
    assert.match(reason, /leftovers --class abcdefgh2345 --regions ap-northeast-2,ap-northeast-1$/);
  });

  it("names the class by its name, when it has no id", async () => {
    const [unknown] = await unknownPast(keeper, open({ ...IDENTITY, id: undefined }));
    assert.match(unknown?.reason ?? "", /--class aws-class /);
  });

  it("is nothing with a record, resources, or no change before", async () => {
    keeper.record = { ledger: new Ledger([]) };
    assert.deepEqual(await unknownPast(keeper, open()), []);
    keeper.record = undefined;
    stack.resources = [VPC];
    assert.deepEqual(await unknownPast(keeper, open()), []);
    stack.resources = [];
    stack.history = [];
    assert.deepEqual(await unknownPast(keeper, open()), []);
  });

  it("keeps a class from being closed, and nothing else does", async () => {
    await assert.rejects(refuseUnknown(keeper, open()), (error) => {
      assert.ok(error instanceof UnknownPastError);
      assert.match(error.message, /earlier resources of the stack: not known: stack dev/);
      return true;
    });
    stack.history = [];
    await refuseUnknown(keeper, open());
  });
});
