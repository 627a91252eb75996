import assert from "node:assert/strict";
import { searchedClean } from "../../../classroom/closing/search-class.ts";
import type { PartOfClass } from "../../../classroom/closing/stacks-as-one.ts";
import { Ledger } from "../../../classroom/record/ledger.ts";
import { studentClassId } from "../../../infra/class-id.ts";
import { fakeAws } from "../../support/fakes/fake-aws.ts";
import { FakeKeeper, FakeStack, IDENTITY } from "../../support/fakes/fake-stack.ts";

const [OWN, OTHER] = ["111122223333", "444455556666"];
const SEOUL = IDENTITY.region;

/** A stack of class dev in an account with these volumes. */
const part = (student: string | undefined, account: string, volumes: readonly object[] = []) => ({
  identity: {
    ...IDENTITY,
    ...(student !== undefined && { student, id: studentClassId(IDENTITY.id ?? "", student) }),
  },
  stack: Object.assign(new FakeStack(), {
    name: student === undefined ? "dev" : `dev-${student}`,
  }).pulumi,
  aws: fakeAws({
    paginateDescribeVolumes: (_, region) => ({ Volumes: region === SEOUL ? volumes : [] }),
  }),
  keeper: new FakeKeeper({
    ledger: new Ledger([{ type: "aws:ebs/volume:Volume", region: SEOUL, ids: ["vol-1"], account }]),
  }),
  account,
});

async function searched(
  parts: readonly PartOfClass[],
  empty: readonly string[],
  elsewhere = new Ledger([]),
) {
  const said: string[] = [];
  const isClean = await searchedClean(parts, {
    report: (line) => void said.push(line),
    empty: new Set(empty),
    elsewhere: () => Promise.resolve(elsewhere),
    sleep: () => Promise.resolve(),
  });
  return { isClean, said: said.join("\n") };
}

describe("the search at the end of a class", () => {
  it("is clean where no account has anything, and lays the records of empty stacks aside", async () => {
    const [dev, s01, s02] = [part(undefined, OWN), part("s01", OWN), part("s02", OTHER)];
    const { isClean, said } = await searched([dev, s01, s02], ["dev", "dev-s02"]);
    assert.ok(isClean, said);
    assert.deepEqual(
      [dev, s01, s02].map(({ keeper }) => keeper.archived),
      [1, 0, 1],
    );
    assert.match(
      said,
      /Looking for leftovers of 2 stacks\n[\s\S]*Looking for leftovers of 1 stack\n/,
    );
  });

  it("is not where one account has something, whose records stay", async () => {
    const left = { VolumeId: "vol-1", Tags: [] };
    const [dev, s02] = [part(undefined, OWN, [left]), part("s02", OTHER)];
    const { isClean, said } = await searched([dev, s02], ["dev", "dev-s02"]);
    assert.ok(!isClean);
    assert.deepEqual([dev.keeper.archived, s02.keeper.archived], [0, 1]);
    assert.match(said, /volume +vol-1 [\s\S]*Not clean: 1 left over/);
  });

  it("knows what a student has made by the tags, and what another stack holds", async () => {
    const own = [
      { Key: "class", Value: IDENTITY.name },
      { Key: "student", Value: "s01" },
    ];
    const parts = [
      part(undefined, OWN, [
        { VolumeId: "vol-2", Tags: own },
        { VolumeId: "vol-1", Tags: [] },
      ]),
      part("s01", OWN),
    ];
    const elsewhere = new Ledger([
      { type: "aws:ebs/volume:Volume", region: SEOUL, ids: ["vol-1"], account: OWN },
    ]);
    const { isClean, said } = await searched(parts, ["dev", "dev-s01"], elsewhere);
    assert.ok(!isClean);
    assert.match(said, /vol-2/);
    assert.doesNotMatch(said, /vol-1/);
  });

  it("is clean of nothing where there is nothing to search for", async () => {
    assert.deepEqual(await searched([], []), { isClean: true, said: "" });
  });
});
