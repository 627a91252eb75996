import assert from "node:assert/strict";
import { archiveJournal, readJournal } from "../../../classroom/spending/journal.ts";
import { keepLimit } from "../../../classroom/spending/keep-limit.ts";
import { spent } from "../../../classroom/spending/spent.ts";
import { BucketShelf } from "../../../classroom/record/bucket-shelf.ts";
import { FakeBucket } from "../../support/fakes/fake-bucket.ts";
import { costing, END, NOW } from "./support.ts";

const minute = (count: number) => new Date(NOW.getTime() + count * 60_000);

describe("keepLimit", () => {
  let shelf: BucketShelf;
  let calls: string[];
  /** What an act ends with. */
  let code: number;
  beforeEach(() => {
    shelf = new BucketShelf(new FakeBucket().s3, "states", "", "dev");
    calls = [];
    code = 0;
  });

  /** A run of `spend --act`, on another machine each time: $6 an hour since NOW. */
  async function run(
    now: Date,
    {
      limit,
      isWhole = true,
      usdPerHour = 6,
      isGone = false,
    }: {
      limit: number | undefined;
      isWhole?: boolean;
      usdPerHour?: number;
      isGone?: boolean;
    },
  ): Promise<number> {
    const journal = await readJournal(shelf, "abcdefgh2345");
    const costings = isGone ? [] : [costing(usdPerHour, 0)];
    const spending = spent(costings, { now, expires: END, earlier: journal.counted });
    const act = (name: string) => () => {
      calls.push(name);
      return Promise.resolve(code);
    };
    return keepLimit(
      { journal, spending, limit, isWhole, now, newest: isGone ? undefined : NOW },
      { shelf, acts: { freeze: act("freeze"), close: act("close") }, report: () => undefined },
    );
  }
  const journalNow = () => readJournal(shelf, "abcdefgh2345");
  const levels = async () => (await journalNow()).decisions.map(({ level }) => level);

  /** Runs every 15 minutes, and says at which minute what was done. */
  async function day(limit: number | undefined, until: number, usdPerHour = 6): Promise<string[]> {
    const done: string[] = [];
    for (let at = 0; at <= until; at += 15) {
      calls = [];
      await run(minute(at), { limit, usdPerHour });
      done.push(...calls.map((call) => `${call} at ${at}`));
    }
    return done;
  }

  it("warns at 80 %, freezes at 100 %, closes at 120 % of the limit, each once", async () => {
    // $0.10 a minute: $8 at minute 80, $10 at 100, $12 at 120
    assert.deepEqual(await day(10, 240), ["freeze at 105", "close at 120"]);
    assert.deepEqual(
      (await journalNow()).decisions.map(({ at, level, act, result }) => [at, level, act, result]),
      [
        [minute(0).toISOString(), "ok", undefined, undefined],
        [minute(90).toISOString(), "warn", undefined, undefined],
        [minute(105).toISOString(), "freeze", "freeze", "done"],
        [minute(120).toISOString(), "close", "close", "done"],
      ],
    );
  });

  it("closes two hours after the freeze, where 120 % is not reached before", async () => {
    // $0.005 a minute: $6 at minute 1200; $7.20 would be at 1440
    assert.deepEqual(await day(6, 1350, 0.3), ["freeze at 1200", "close at 1320"]);
    const [first, , , last] = (await journalNow()).decisions;
    assert.deepEqual([first?.why, first?.limit], ["0 % of class:maxClassCost is spent", 6]);
    assert.match(last?.why ?? "", / % of class:maxClassCost is spent, frozen for 2 hours$/);
  });

  for (const [minutes, expected] of [
    [99, []],
    [100, ["freeze"]],
    [119, ["freeze"]],
    [120, ["close"]],
  ] as const)
    it(`does ${expected.join() || "nothing"} in minute ${minutes}, at $0.10 a minute and a limit of $10`, async () => {
      assert.equal(await run(minute(minutes), { limit: 10 }), 0);
      assert.deepEqual(calls, expected);
    });

  it("only notes where there is no limit", async () => {
    assert.deepEqual(await day(undefined, 600), []);
    assert.deepEqual(await levels(), ["no limit"]);
  });

  it("does nothing on a part of the sum that is below the limit, and acts on one above it", async () => {
    await run(minute(99), { limit: 10, isWhole: false });
    assert.deepEqual(calls, []);
    await run(minute(100), { limit: 10, isWhole: false });
    assert.deepEqual(calls, ["freeze"]);
  });

  it("tries a freeze that failed again, and counts the two hours from the first try", async () => {
    code = 1;
    assert.equal(await run(minute(600), { limit: 6, usdPerHour: 0.6 }), 1);
    assert.equal(await run(minute(615), { limit: 6, usdPerHour: 0.6 }), 1);
    assert.deepEqual(calls, ["freeze", "freeze"]);
    const { frozenSince, isFrozen, decisions } = await journalNow();
    assert.deepEqual([frozenSince, isFrozen], [minute(600).toISOString(), false]);
    assert.deepEqual(
      decisions.map(({ result }) => result),
      ["failed", "failed"],
    );
    await run(minute(720), { limit: 6, usdPerHour: 0.6 });
    assert.equal(calls.at(-1), "close");
  });

  it("forgets the freeze where the limit was raised, but not on a part of the sum", async () => {
    await run(minute(100), { limit: 10 });
    await run(minute(101), { limit: 20, isWhole: false });
    assert.equal((await journalNow()).isFrozen, true);
    await run(minute(102), { limit: 20 });
    const { isFrozen, frozenSince } = await journalNow();
    assert.deepEqual([isFrozen, frozenSince], [false, undefined]);
    await run(minute(200), { limit: 20 });
    assert.deepEqual(calls, ["freeze", "freeze"]);
  });

  it("has nothing to close where nothing is left, and forgets nothing of what that has cost", async () => {
    await run(minute(110), { limit: 10 });
    await run(minute(300), { limit: 10, isGone: true });
    assert.deepEqual(calls, ["freeze"]);
    assert.equal((await journalNow()).counted[0]?.usd, 11);
  });

  it("begins at nothing after the class has ended, for the next one of the same id", async () => {
    await archiveJournal(shelf);
    await run(minute(100), { limit: 10 });
    await archiveJournal(shelf, minute(110));
    const { counted, isFrozen, frozenSince } = await journalNow();
    assert.deepEqual([counted, isFrozen, frozenSince], [[], false, undefined]);
    assert.equal(
      (await shelf.list()).filter((name) => /^spending-.*Z\.json$/.test(name)).length,
      1,
    );
  });

  it("does not take another class's journal, and refuses one that cannot be read", async () => {
    await run(minute(100), { limit: 10 });
    assert.equal((await readJournal(shelf, "zzzzzzzz2345")).isFrozen, false);
    await shelf.write("spending.json", "{");
    await assert.rejects(
      readJournal(shelf, "abcdefgh2345"),
      /spending\.json, which says since when/,
    );
  });
});
