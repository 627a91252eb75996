import assert from "node:assert/strict";
import { BucketShelf } from "../../../classroom/record/bucket-shelf.ts";
import { readJournal } from "../../../classroom/spending/journal.ts";
import { keepLimit } from "../../../classroom/spending/keep-limit.ts";
import { spent } from "../../../classroom/spending/spent.ts";
import { FakeBucket } from "../../support/fakes/fake-bucket.ts";
import { costing, END, NOW } from "./support.ts";

const minute = (count: number) => new Date(NOW.getTime() + count * 60_000);

const ID = "abcdefgh2345";

describe("an act of keepLimit", () => {
  let shelf: BucketShelf;
  beforeEach(() => {
    shelf = new BucketShelf(new FakeBucket().s3, "states", "", "dev");
  });

  it("says what it does, and why an act has failed, which it tries again", async () => {
    const refuse = () => Promise.reject(new Error("AWS does not answer"));
    const acts = { freeze: refuse, close: refuse };
    const fails = async (at: number) => {
      const journal = await readJournal(shelf, ID);
      const spending = spent([costing(6, 0)], { now: minute(at), expires: END });
      const look = { journal, spending, limit: 10, isWhole: true, now: minute(at), newest: NOW };
      const said: string[] = [];
      const end = await keepLimit(look, { shelf, acts, report: (line) => void said.push(line) });
      return [end, ...said];
    };
    const why = "% of class:maxClassCost is spent";
    assert.deepEqual(await fails(100), [
      1,
      `100 ${why}: the class is frozen now`,
      "AWS does not answer",
    ]);
    assert.deepEqual(await fails(120), [
      1,
      `120 ${why}: the class is closed now`,
      "AWS does not answer",
    ]);
    const { isFrozen, closedAt, decisions } = await readJournal(shelf, ID);
    assert.deepEqual([isFrozen, closedAt], [false, undefined]);
    assert.deepEqual(
      decisions.map(({ result, limit }) => [result, limit]),
      [
        ["failed", 10],
        ["failed", 10],
      ],
    );
  });

  it("has noted an act before it begins: a killed run is known", async () => {
    const states: unknown[] = [];
    const note = async () => {
      const { decisions, frozenSince } = await readJournal(shelf, ID);
      states.push(decisions.at(-1)?.result, frozenSince);
      return 0;
    };
    const spending = spent([costing(6, 0)], { now: minute(100), expires: END });
    const now = minute(100);
    const look = { journal: await readJournal(shelf, ID), spending, limit: 10, isWhole: true, now };
    const acts = { freeze: note, close: note };
    await keepLimit({ ...look, newest: NOW }, { shelf, acts, report: () => undefined });
    assert.deepEqual(states, ["begun", now.toISOString()]);
  });
});
