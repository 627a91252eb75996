import assert from "node:assert/strict";
import { mock } from "node:test";
import { setImmediate } from "node:timers/promises";
import {
  LockedError,
  refuseLocked,
  StackGate,
  StillUpError,
} from "../../../classroom/gateway/stack-gate.ts";
import { Ledger } from "../../../classroom/record/ledger.ts";
import { fakeAws } from "../../support/fakes/fake-aws.ts";
import { ACCOUNT, FakeKeeper, FakeStack, IDENTITY } from "../../support/fakes/fake-stack.ts";
import { awsError, FakeAccount } from "../../support/fakes/fake-account.ts";

const VPC = { type: "aws:ec2/vpc:Vpc", name: "net", id: "vpc-1" };

describe("the gate to what a stack has left", () => {
  /** An account in which every call is denied. */
  const denied = fakeAws({
    "*": () => {
      throw awsError("AccessDenied");
    },
  });

  const gateOf = (stack: FakeStack, keeper: FakeKeeper, more = {}) =>
    new StackGate({ identity: IDENTITY, stack: stack.pulumi, aws: denied }, keeper, {
      ...{ report: () => undefined, account: ACCOUNT },
      ...more,
    });

  it("is open where the stack holds nothing, and nobody holds the stack", async () => {
    await gateOf(new FakeStack(), new FakeKeeper()).check();
  });

  it("is closed while the stack holds something, also what only waits to be deleted", async () => {
    for (const resource of [VPC, { ...VPC, delete: true }])
      await assert.rejects(
        gateOf(new FakeStack([resource]), new FakeKeeper()).check(),
        (error) =>
          error instanceof StillUpError && /1 resource\).*Run down first/.test(error.message),
      );
  });

  it("is closed while another run holds the stack", async () => {
    const keeper = new FakeKeeper();
    keeper.lock = "s3://states/lock";
    await assert.rejects(gateOf(new FakeStack(), keeper).check(), LockedError);
    await assert.rejects(
      refuseLocked(keeper, "dev", () => undefined),
      /s3:\/\/states\/lock/,
    );
  });

  it("is open when the lock was that of a run that has ended meanwhile", async () => {
    const locks = ["s3://states/lock", undefined];
    const keeper = { pulumiLock: () => Promise.resolve(locks.shift()) };
    await refuseLocked(keeper, "dev", () => undefined);
    assert.deepEqual(locks, []);
    await assert.rejects(
      refuseLocked({ pulumiLock: () => Promise.resolve("x") }, "dev", () => undefined),
      /stack dev \(x\)\. Nothing more.*\n.*cancel --yes --stack dev$/,
    );
  });

  it("says where it searches, once that takes long", async () => {
    mock.timers.enable({ apis: ["setTimeout"] });
    const waiting = Promise.withResolvers<object>();
    const said: string[] = [];
    const aws = fakeAws({ describeAddresses: () => waiting.promise });
    const open = { identity: IDENTITY, stack: new FakeStack().pulumi, aws };
    const report = (line: string) => said.push(line);
    const looking = new StackGate(open, new FakeKeeper(), { report, account: ACCOUNT }).look();
    for (let turn = 0; turn < 50; turn++) await setImmediate();
    mock.timers.tick(5000);
    await setImmediate();
    mock.timers.reset();
    assert.deepEqual(said, ["Searching ap-northeast-2 and ap-northeast-1"]);
    waiting.resolve({});
    await looking;
  });

  it("reads the stack and its record anew in each look, and changes neither", async () => {
    const stack = new FakeStack();
    const keeper = new FakeKeeper();
    const gate = gateOf(stack, keeper);
    assert.equal((await gate.present()).held.length, 0);
    stack.resources = [VPC];
    assert.equal((await gate.present()).held.length, 1);
    let asked = 0;
    const elsewhere = () => {
      asked += 1;
      return Promise.resolve(new Ledger([]));
    };
    const { found, unseen } = await gateOf(stack, keeper, { elsewhere }).look();
    assert.deepEqual([found, keeper.record, asked], [[], undefined, 1]);
    assert.ok(unseen.length > 50, `${unseen.length} places`); // refused everywhere, empty nowhere
  });

  it("looks where the class is, where its record knows something, and where it is told to", async () => {
    const held = { type: "t", region: "eu-west-1", ids: ["x"] };
    const keeper = new FakeKeeper({ ledger: new Ledger([held, { ...held, region: "global" }]) });
    const gate = gateOf(new FakeStack(), keeper, { regions: ["us-east-1"] });
    const { unseen } = await gate.look();
    const regions = new Set(unseen.map(({ region }) => region));
    assert.deepEqual([...regions].sort(), [
      "ap-northeast-1",
      "ap-northeast-2",
      "eu-west-1",
      "global",
      "us-east-1",
    ]);
  });

  it("notes what was confirmed, with its account and its times", async () => {
    const keeper = new FakeKeeper();
    const createdAt = new Date("2026-11-25T09:00:00Z");
    const type = "aws:ebs/volume:Volume";
    const { shown } = new FakeAccount()
      .add("vol-1", { type, arn: "arn:vol-1", createdAt })
      .add("vol-2", { type, standing: "claimed" })
      .add("queue");
    await gateOf(new FakeStack(), keeper).remember(shown);
    const region = "ap-northeast-2";
    assert.deepEqual(
      keeper.ledger.held.map(({ seen, ...held }) => {
        assert.ok(seen);
        return held;
      }),
      [
        {
          type,
          region,
          ids: ["vol-1", "arn:vol-1"],
          account: ACCOUNT,
          created: createdAt.toISOString(),
        },
        { type, region, ids: ["vol-2"], account: ACCOUNT, confirmed: true },
      ],
    );
  });
});
