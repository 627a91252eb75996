import assert from "node:assert/strict";
import fc from "fast-check";
import { NoStudentError, only, parseShard, shardOf } from "../../../classroom/roster/shards.ts";

const CLASS = ["s03", "s01", "kim", "s02"].map((id) => ({ id }));

describe("some students of a class", () => {
  it("are those of --only, in the order of the class", () => {
    assert.deepEqual(only(CLASS, ["s02", "s03"]), [{ id: "s03" }, { id: "s02" }]);
  });

  it("must all be there: each id that nobody has is named, with the nearest", () => {
    assert.throws(() => only(CLASS, ["s01", "kin", "x9", "kin"]), {
      constructor: NoStudentError,
      message:
        "there is no student kin: did you mean kim? Valid: s03, s01, kim, s02\n" +
        "there is no student x9: write one of s03, s01, kim, s02",
    });
  });

  it("are every n-th by id, wherever their rows are", () => {
    const shard = (text: string) => shardOf(CLASS, parseShard(text)).map(({ id }) => id);
    assert.deepEqual(shard("1/3"), ["kim", "s03"]);
    assert.deepEqual(shard("2/3"), ["s01"]);
    assert.deepEqual(shard("3/3"), ["s02"]);
  });

  it("are all of them in the shards together, and nobody twice", () => {
    const ids = fc.uniqueArray(fc.stringMatching(/^[a-z][a-z0-9]{0,7}$/));
    fc.assert(
      fc.property(ids, fc.integer({ min: 1, max: 12 }), (all, count) => {
        const students = all.map((id) => ({ id }));
        const shards = Array.from({ length: count }, (_, at) =>
          shardOf(students, parseShard(`${at + 1}/${count}`)).map(({ id }) => id),
        );
        assert.deepEqual(shards.flat().sort(), all.toSorted());
        const sizes = shards.map(({ length }) => length);
        assert.ok(Math.max(...sizes) - Math.min(...sizes) <= 1);
      }),
    );
  });

  for (const text of ["0/3", "4/3", "1/0", "-1/3", "1.5/3", "1", "a/b", "1/3/5", ""])
    it(`are not those of --shard "${text}"`, () => {
      assert.throws(() => parseShard(text), /is not i\/n with 1 <= i <= n, e\.g\. 2\/5/);
    });
});
