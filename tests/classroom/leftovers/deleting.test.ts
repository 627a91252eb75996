import assert from "node:assert/strict";
import { LockedError } from "../../../classroom/gateway/stack-gate.ts";
import { NotConfirmedError } from "../../../classroom/leftovers/confirm.ts";
import { findAndDelete, type LeftoversOptions } from "../../../classroom/leftovers/leftovers.ts";
import { readOnce } from "../../../classroom/pulumi/read-once.ts";
import { Ledger } from "../../../classroom/record/ledger.ts";
import { fastClock } from "../../support/fakes/fake-account.ts";
import { type Answer, fakeAws } from "../../support/fakes/fake-aws.ts";
import { ACCOUNT, FakeKeeper, FakeStack, IDENTITY } from "../../support/fakes/fake-stack.ts";

const SEOUL = "ap-northeast-2";
const VOLUME = { type: "aws:ebs/volume:Volume", region: SEOUL, account: ACCOUNT };

/** A stack that is empty, whose record has these volumes. Its account has what is `there`. */
class Empty {
  readonly stack = new FakeStack();
  readonly keeper: FakeKeeper;
  readonly lines: string[] = [];
  there: readonly string[];
  elsewhere = new Ledger([]);
  isLocked = false;
  #isHeld = false;

  constructor(recorded: readonly string[], there = recorded) {
    this.there = there;
    const ledger = new Ledger(recorded.map((id) => ({ ...VOLUME, ids: [id] })));
    this.keeper = new FakeKeeper({ identity: IDENTITY, ledger });
    this.keeper.exclusively = async (_, work) => {
      this.#isHeld = true;
      return work().finally(() => (this.#isHeld = false));
    };
  }

  get #answers(): Readonly<Record<string, Answer>> {
    const Tags = [{ Key: "class-id", Value: IDENTITY.id }];
    return {
      paginateDescribeVolumes: (_, region) => ({
        Volumes: region === SEOUL ? this.there.map((VolumeId) => ({ VolumeId, Tags })) : [],
      }),
      deleteVolume: ({ VolumeId }) => {
        assert.ok(this.#isHeld, "without the lock");
        this.there = this.there.filter((id) => id !== VolumeId);
      },
    };
  }

  /** `leftovers --stack dev` with these options. @returns the exit code */
  async call(options: Partial<LeftoversOptions>): Promise<number> {
    const all = { stack: "dev", className: undefined, regions: [], deleting: false, json: false };
    const open = async () => ({
      ...{ identity: IDENTITY, stack: this.stack.pulumi, aws: fakeAws(this.#answers) },
      ...{ account: ACCOUNT, keeper: this.keeper, read: await readOnce(this.stack.pulumi) },
      elsewhere: () => Promise.resolve(this.elsewhere),
    });
    const { log, error } = console;
    console.log = (line: string) => void this.lines.push(line);
    console.error = (line: string) => void this.lines.push(`stderr ${line}`);
    try {
      const given = { ...all, confirmed: undefined, uncertain: undefined, ...options };
      return await findAndDelete(given, open, fastClock().sleep);
    } finally {
      Object.assign(console, { log, error });
    }
  }

  get said(): string {
    return this.lines.join("\n");
  }
}

const YES = { deleting: true, confirmed: "aws-class" };

describe("leftovers --delete", () => {
  it("deletes what was confirmed, with the lock, says so, and lays the record aside", async () => {
    const empty = new Empty(["vol-1", "vol-2"]);
    assert.equal(await empty.call(YES), 0);
    assert.deepEqual(empty.there, []);
    assert.equal(empty.keeper.archived, 1);
    assert.match(empty.said, /^Looking for leftovers of class aws-class in account 111122223333$/m);
    assert.match(empty.said, /deleted {2}volume vol-1, ap-northeast-2/);
    assert.match(empty.said, /^Account 111122223333\nClean/m);
  });

  it("deletes nothing without it, and keeps the record", async () => {
    const empty = new Empty(["vol-1"]);
    assert.equal(await empty.call({}), 1);
    assert.deepEqual([empty.there, empty.keeper.archived], [["vol-1"], 0]);
    const nothing = new Empty(["vol-1"], []);
    assert.equal(await nothing.call({}), 0);
    assert.equal(nothing.keeper.archived, 0); // reading changes nothing
  });

  it("deletes nothing while the class is up, nor looks for it", async () => {
    const empty = new Empty(["vol-1"]);
    empty.stack.resources = [{ type: "aws:ec2/vpc:Vpc", name: "net", id: "vpc-1" }];
    assert.equal(await empty.call(YES), 1);
    assert.deepEqual(empty.there, ["vol-1"]);
    assert.deepEqual(empty.lines, ["The class is still running (1 resource). Run down first."]);
  });

  it("deletes nothing while another run holds the stack", async () => {
    const empty = new Empty(["vol-1"]);
    empty.keeper.lock = "s3://states/lock";
    await assert.rejects(empty.call(YES), LockedError);
    assert.deepEqual([empty.there, empty.lines], [["vol-1"], []]);
  });

  it("deletes nothing when the name is wrong", async () => {
    const empty = new Empty(["vol-1"]);
    await assert.rejects(empty.call({ ...YES, confirmed: "other" }), NotConfirmedError);
    assert.deepEqual([empty.there, empty.keeper.archived], [["vol-1"], 0]);
  });

  it("keeps what only its tags ascribe to the class, until account and count are confirmed", async () => {
    const empty = new Empty([], ["vol-9"]);
    assert.equal(await empty.call(YES), 1);
    assert.match(empty.said, /Nothing was deleted\./);
    assert.deepEqual([empty.there, empty.keeper.archived], [["vol-9"], 0]);
    const [, uncertain] = /not certain: --delete --uncertain (\S+)/.exec(empty.said) ?? [];
    assert.equal(await empty.call({ ...YES, uncertain }), 0);
    assert.deepEqual([empty.there, empty.keeper.archived], [[], 1]);
  });

  it("keeps what another stack of the backend holds", async () => {
    const empty = new Empty(["vol-1"]);
    empty.elsewhere = new Ledger([{ ...VOLUME, ids: ["vol-1"] }]);
    assert.equal(await empty.call(YES), 0);
    assert.deepEqual(empty.there, ["vol-1"]);
  });

  it("writes its result alone to stdout with --json: what was found, what it costs, where", async () => {
    const empty = new Empty(["vol-1"]);
    await empty.call({ json: true });
    const out = empty.lines.filter((line) => !line.startsWith("stderr "));
    const { account, clean, found } = JSON.parse(out.join("")) as Record<string, unknown>;
    assert.deepEqual([account, clean], [ACCOUNT, false]);
    const [first] = found as Record<string, unknown>[];
    assert.ok(first);
    assert.equal(first.id, "vol-1");
    assert.ok("cost" in first);
    assert.match(empty.said, /^stderr Looking for leftovers/m);
  });

  it("is confirmed by account, count and code alone", async () => {
    const [account, code] = ["111122223333", "00000000"];
    const wrong = [`x${account}:1:${code}`, `${account}:1:${code}x`, `${account}:1`, `:1:${code}`];
    for (const uncertain of [...wrong, `1${account}:1:${code}`, `local::${code}`])
      await assert.rejects(new Empty([]).call({ ...YES, uncertain }), /is not ACCOUNT:COUNT:CODE/);
    assert.equal(await new Empty([]).call({ ...YES, uncertain: "local:0:00000000" }), 0);
  });
});
