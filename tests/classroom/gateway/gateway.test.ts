import assert from "node:assert/strict";
import { deleteConfirmed } from "../../../classroom/gateway/gateway.ts";
import { awsError, FakeAccount, fastClock } from "../../support/fakes/fake-account.ts";

/** Deletes what was confirmed, all that is shown unless it is said. */
async function through(account: FakeAccount, confirmed = account.shown, patienceSeconds = 1000) {
  const { pauses, ...clock } = fastClock();
  const lines: string[] = [];
  const report = (line: string) => void lines.push(line);
  const end = await deleteConfirmed(confirmed, account, { report, patienceSeconds, ...clock });
  return { ...end, pauses, lines, why: end.stuck.map(({ reason }) => reason) };
}

describe("the gateway deletes", () => {
  it("what was confirmed, in order, wherever it was found, and says so", async () => {
    const account = new FakeAccount()
      .add("vpc-1", { kind: "VPC", order: 2 })
      .add("i-1", { kind: "instance", order: 0, name: "web" })
      .add("subnet-1", { kind: "subnet", order: 1, name: "subnet-1" });
    const { clean, lines } = await through(account);
    assert.equal(clean, true);
    assert.deepEqual(account.log, ["i-1", "subnet-1", "vpc-1"]);
    assert.deepEqual(lines.slice(0, 3), [
      "  deleted  instance web (i-1), ap-northeast-2",
      "  deleted  subnet subnet-1, ap-northeast-2",
      "  deleted  VPC vpc-1, ap-northeast-2",
    ]);
  });

  it("what is uncertain, when it was confirmed as such", async () => {
    const account = new FakeAccount()
      .add("vol-1", { standing: "claimed" })
      .add("vol-2", { standing: "disputed" });
    assert.equal((await through(account)).clean, true);
  });

  it("what has become certain since it was shown", async () => {
    const account = new FakeAccount().add("vol-1", { standing: "claimed" });
    const shown = account.shown;
    account.add("vol-1");
    assert.equal((await through(account, shown)).clean, true);
  });

  it("again what others keep, what AWS is too busy for and what fails on AWS's side", async () => {
    const account = new FakeAccount()
      .add("vpc", {}, awsError("DependencyViolation"), awsError("DependencyViolation"))
      .add("role", {}, awsError("ThrottlingException"), awsError("DeleteConflictException"))
      .add("bucket", {}, awsError("Oops", { $metadata: { httpStatusCode: 503 } }))
      .add("volume", {}, awsError("InvalidVolume.NotFound"));
    const { clean, pauses } = await through(account);
    assert.equal(clean, true);
    assert.deepEqual(
      pauses,
      [...pauses].sort((a, b) => a - b),
    );
  });

  for (const name of ["InvalidVolume.NotFound", "ThrottlingException", "DependencyViolation"])
    it(`again one thing alone, which AWS refuses with ${name}`, async () => {
      const account = new FakeAccount().add("vol-1", {}, awsError(name));
      assert.equal((await through(account)).clean, true);
      assert.deepEqual(account.log, ["vol-1", "vol-1"]);
    });

  it("notes in the record what it is going to delete, before it does", async () => {
    const account = new FakeAccount().add("vol-1").add("vol-2", { standing: "foreign" });
    account.before = () => {
      assert.deepEqual(account.remembered, ["vol-1"]);
    };
    await through(account);
  });
});

describe("the gateway does not delete", () => {
  it("what appeared after the confirmation, and says what to do", async () => {
    const account = new FakeAccount().add("vol-1");
    const shown = account.shown;
    account.before = (looks) => {
      if (looks === 1) account.add("vol-2");
    };
    const { clean, found, why } = await through(account, shown);
    assert.deepEqual([clean, found.map(({ id }) => id)], [false, ["vol-2"]]);
    assert.deepEqual(account.log, ["vol-1"]);
    assert.deepEqual(why, ["it was not confirmed: run the same command again"]);
  });

  it("another one of the same name, or in another region, or of another kind", async () => {
    for (const other of [
      { createdAt: new Date(2) },
      { createdAt: undefined },
      { region: "us-east-1" },
      { kind: "snapshot" },
    ]) {
      const account = new FakeAccount().add("vol-1", { createdAt: new Date(1) });
      const shown = account.shown;
      account.add("vol-1", { createdAt: new Date(1), ...other });
      const { why } = await through(account, shown);
      assert.deepEqual([account.log, why.length], [[], 1]);
    }
  });

  it("what is less certain than it was shown to be", async () => {
    const account = new FakeAccount().add("vol-1");
    const shown = account.shown;
    account.add("vol-1", { standing: "disputed" });
    const { why } = await through(account, shown);
    assert.deepEqual(account.log, []);
    assert.match(why[0] ?? "", /changed after it was shown: run the same command again/);
  });

  it("what is not the class's, confirmed or not", async () => {
    const account = new FakeAccount().add("vol-1", { standing: "foreign" });
    const { clean, why, pauses } = await through(account);
    assert.deepEqual([account.log, clean, pauses], [[], false, []]);
    assert.match(why[0] ?? "", /remove the class's tags from it by hand/);
  });

  it("what is on its way already, nor asks whether it may", async () => {
    const account = new FakeAccount().add("nat-1", { going: true });
    account.before = (looks) => {
      if (looks === 1) account.things.clear();
    };
    account.refuse = (checks) => {
      assert.equal(checks, 0);
    };
    assert.equal((await through(account)).clean, true);
    assert.deepEqual(account.log, []);
  });

  it("what no finder can, and says how to do it by hand", async () => {
    const account = new FakeAccount().add("q", { byHand: "in the console" });
    const byHand = { ...(account.shown[0] ?? assert.fail()) };
    delete (byHand as { remove?: unknown }).remove;
    account.things.set("q", byHand);
    assert.deepEqual((await through(account)).why, ["in the console"]);
    delete (byHand as { byHand?: unknown }).byHand;
    account.things.set("q", byHand);
    const { why, pauses } = await through(account);
    assert.deepEqual([why, pauses], [[""], []]); // nothing to wait for
  });

  it("anything, when it may not: not looked, not noted", async () => {
    const account = new FakeAccount().add("vol-1");
    account.refuse = () => {
      throw new Error("the stack is up");
    };
    account.before = () => assert.fail("looked");
    await assert.rejects(through(account), /the stack is up/);
    assert.deepEqual([account.log, account.remembered], [[], []]);
  });

  it("the next batch, when it may not any more", async () => {
    const account = new FakeAccount().add("i-1", { order: 0 }).add("vpc-1", { order: 1 });
    account.refuse = (checks) => {
      if (checks === 2) throw new Error("another run holds the stack");
    };
    await assert.rejects(through(account), /another run holds the stack/);
    assert.deepEqual(account.log, ["i-1"]);
  });

  it("more than 20 things without asking again whether it may", async () => {
    const account = new FakeAccount();
    for (let at = 0; at < 45; at++) account.add(`vol-${at}`);
    account.refuse = (checks) => {
      if (checks === 2) throw new Error("the stack is up");
    };
    await assert.rejects(through(account), /the stack is up/);
    assert.equal(account.log.length, 20);
  });

  it("the rest of a bucket, when it may not any more", async () => {
    const account = new FakeAccount();
    const pages: number[] = [];
    const remove = async (check: () => Promise<void>) => {
      for (let page = 0; page < 9; page++) {
        await check();
        pages.push(page);
      }
    };
    account.add("bucket", { remove }).add("vol-2", { order: 1 });
    account.refuse = (checks) => {
      if (checks === 4) throw new Error("another run holds the stack");
    };
    await assert.rejects(through(account), /another run holds the stack/);
    assert.deepEqual([pages, account.log], [[0, 1], []]);
  });

  it("for ever: it ends when nothing but refusals is left, and says them", async () => {
    const denied = Array.from({ length: 9 }, () => awsError("AccessDenied"));
    const { clean, why, pauses } = await through(new FakeAccount().add("key", {}, ...denied));
    assert.deepEqual([clean, pauses, why], [false, [], ["AccessDenied: AWS says so"]]);
  });

  it("longer than its patience", async () => {
    const kept = Array.from({ length: 99 }, () => awsError("DependencyViolation"));
    const account = new FakeAccount().add("vpc", {}, ...kept);
    const { clean, found } = await through(account, account.shown, 60);
    assert.deepEqual([clean, found.length], [false, 1]);
  });
});
