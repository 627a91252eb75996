import assert from "node:assert/strict";
import { removeMadeByHand } from "../../../classroom/closing/made-by-hand.ts";
import { Ledger } from "../../../classroom/record/ledger.ts";
import { FakeKeeper, FakeStack, IDENTITY } from "../../support/fakes/fake-stack.ts";
import { accountOf, VPC, YES } from "../destroy/made-by-hand.ts";

/** What `close` does with a server in the class's network. */
async function removed({
  lock,
  elsewhere = new Ledger([]),
  check = () => Promise.resolve(),
  consent = YES,
}: {
  lock?: string;
  elsewhere?: Ledger;
  check?: () => Promise<void>;
  consent?: () => Promise<boolean>;
} = {}) {
  const { aws, calls } = accountOf(["i-2"]);
  const keeper = Object.assign(new FakeKeeper(), { lock });
  const dev = {
    ...{ identity: IDENTITY, stack: new FakeStack([VPC]).pulumi, aws, keeper },
    account: undefined,
  };
  await removeMadeByHand([dev], {
    ...{ stack: "dev", consent, deleteProtected: false, report: () => undefined },
    ...{ exported: new Map(), elsewhere: () => Promise.resolve(elsewhere), check },
    sleep: () => Promise.resolve(),
  });
  return { calls, keeper };
}

describe("what people have made by hand in a class that is closed", () => {
  it("is removed with somebody's yes, and noted before", async () => {
    const { calls, keeper } = await removed();
    assert.deepEqual(calls, ["terminate i-2"]);
    assert.equal(keeper.ledger.known("i-2").length, 1);
  });

  it("stays without it, and where another stack holds it", async () => {
    const no = await removed({ consent: () => Promise.resolve(false) });
    assert.deepEqual(no.calls, []);
    const held = { type: "aws:ec2/instance:Instance", region: IDENTITY.region, ids: ["i-2"] };
    const others = await removed({ elsewhere: new Ledger([held]) });
    assert.deepEqual(others.calls, []);
  });

  it("stays where another run holds the stack, or the class goes on", async () => {
    const lock = "s3://states/lock, created by kim@elsewhere (pid 1) at 2026-11-25T10:00:00Z";
    await assert.rejects(removed({ lock }), /Another run is working on stack dev/);
    const check = () => Promise.reject(new Error("extended"));
    await assert.rejects(removed({ check }), /^Error: extended$/);
  });

  it("is not looked for where there is no stack", async () => {
    const never = () => assert.fail("it is not needed");
    await removeMadeByHand([], {
      ...{ stack: "dev", consent: YES, deleteProtected: false, report: never },
      ...{ exported: new Map(), elsewhere: never, check: never },
    });
  });
});
