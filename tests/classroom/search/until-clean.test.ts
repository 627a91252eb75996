import assert from "node:assert/strict";
import { titleOf, untilClean } from "../../../classroom/search/until-clean.ts";
import { FakeAccount, fastClock } from "../../support/fakes/fake-account.ts";

/** Looks, and does nothing about it. */
async function watched(account: FakeAccount, patienceSeconds?: number) {
  const { pauses, ...clock } = fastClock();
  const lines: string[] = [];
  const patience = patienceSeconds === undefined ? {} : { patienceSeconds };
  const report = (line: string) => void lines.push(line);
  const end = await untilClean(() => account.look(), { report, ...patience, ...clock });
  return { ...end, pauses, lines };
}

const passing = { kind: "volume", region: "r", reason: "TimeoutError", passing: true };
const denied = { kind: "volume", region: "r", reason: "AccessDenied: no", passing: false };

describe("a search is clean", () => {
  it("only after two looks in a row that find nothing", async () => {
    const { clean, pauses, lines } = await watched(new FakeAccount());
    assert.deepEqual([clean, pauses, lines], [true, [2], []]);
  });

  it("not after a quiet look that is followed by another", async () => {
    const account = new FakeAccount();
    account.before = (looks) => {
      if (looks === 1) account.add("nat", { going: true });
      if (looks === 2) account.things.clear();
    };
    const { clean, pauses } = await watched(account);
    assert.deepEqual([clean, pauses], [true, [2, 5, 10]]);
  });

  it("once what is being deleted is gone", async () => {
    const account = new FakeAccount().add("nat", { going: true });
    account.before = (looks) => {
      if (looks === 1) account.things.clear();
    };
    const { clean, lines } = await watched(account);
    assert.equal(clean, true);
    assert.match(
      lines[0] ?? "",
      /^ {2}1 resource is still there \(volume [^)]*\); looking again in 2 s, for 1800 s/,
    );
  });
});

describe("a search is not clean", () => {
  it("at once, when something is there that nobody deletes", async () => {
    const { clean, pauses } = await watched(
      new FakeAccount().add("vol-1").add("n", { going: true }),
    );
    assert.deepEqual([clean, pauses], [false, []]);
  });

  it("at once, where the class itself is there, with all that it has", async () => {
    const { pauses, ...clock } = fastClock();
    const look = () => Promise.resolve({ found: [], unseen: [], up: 2 });
    const { clean, up } = await untilClean(look, { report: () => undefined, ...clock });
    assert.deepEqual([clean, up, pauses], [false, 2, []]);
  });

  it("when something could not be looked at", async () => {
    const account = new FakeAccount();
    account.unseen = [denied];
    const { clean, unseen, pauses } = await watched(account);
    assert.deepEqual([clean, unseen, pauses], [false, [denied], []]);
  });

  it("when a place does not answer, which is not waited for long", async () => {
    const account = new FakeAccount();
    account.unseen = [passing];
    const { clean, pauses, lines } = await watched(account);
    const seconds = pauses.reduce((sum, pause) => sum + pause, 0);
    assert.equal(clean, false);
    assert.ok(seconds >= 180 && seconds <= 240, `${seconds} s`);
    assert.equal(
      lines[0],
      "  1 search failed (volume in r: TimeoutError); looking again in 2 s, for 180 s at most",
    );
  });

  it("when its patience ends", async () => {
    const account = new FakeAccount().add("nat", { going: true }).add("db", { going: true });
    account.unseen = [passing, passing];
    const { clean, pauses, lines } = await watched(account, 30);
    assert.deepEqual([clean, pauses], [false, [2, 5, 10, 20]]);
    assert.match(
      lines[0] ?? "",
      /^ {2}2 resources are still there \(volume [^)]*; \.\.\.\); looking again in 2 s, for 30 s/,
    );
  });

  it("after some searches with one result, but not while something is being deleted", async () => {
    const clock = fastClock();
    const account = new FakeAccount().add("vol-1").add("nat", { going: true });
    account.before = (looks) => {
      if (looks === 5) account.things.delete("nat");
    };
    const [leftover] = account.shown;
    assert.ok(leftover);
    const act = () => Promise.resolve([{ leftover, reason: "InUse", passing: true }]);
    const options = { ...clock, report: () => undefined, sameLooks: 3 };
    const { stuck } = await untilClean(() => account.look(), options, act);
    assert.equal(stuck.length, 1);
    assert.equal(clock.pauses.length, 7);
  });

  it("also when AWS lists what is there in another order each time", async () => {
    const clock = fastClock();
    const account = new FakeAccount().add("vol-1").add("vol-2");
    const [leftover] = account.shown;
    assert.ok(leftover);
    const act = () => Promise.resolve([{ leftover, reason: "InUse", passing: true }]);
    const options = { ...clock, report: () => undefined, sameLooks: 3 };
    let looks = 0;
    const look = async () => {
      const { found, unseen } = await account.look();
      return { found: ++looks % 2 === 0 ? found : found.toReversed(), unseen };
    };
    await untilClean(look, options, act);
    assert.equal(looks, 3);
  });

  it("says how many searches failed", async () => {
    const account = new FakeAccount();
    account.unseen = [passing, denied];
    const { lines } = await watched(account, 10);
    assert.match(lines[0] ?? "", /^ {2}2 searches failed \(volume in r: TimeoutError\)/);
  });
});

describe("a leftover's title", () => {
  it("has its name where it has one", () => {
    const [its] = new FakeAccount().add("vol-1").shown;
    assert.ok(its);
    assert.equal(titleOf(its), "volume vol-1, ap-northeast-2");
    assert.equal(titleOf({ ...its, name: "vol-1" }), "volume vol-1, ap-northeast-2");
    assert.equal(titleOf({ ...its, name: "disk" }), "volume disk (vol-1), ap-northeast-2");
  });
});
