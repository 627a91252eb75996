import assert from "node:assert/strict";
import { callsFor } from "../../../classroom/console/call-on.ts";
import { stackOrClassIn } from "../../../classroom/console/shared-options.ts";

const NOTHING = {
  ...{ stack: undefined, class: undefined },
  ...{ only: undefined, shard: undefined, parallel: undefined },
};

describe("what a command is about", () => {
  it("is the local stack, or the one that is named", () => {
    assert.equal(stackOrClassIn(NOTHING), "local");
    assert.equal(stackOrClassIn({ ...NOTHING, stack: "dev" }), "dev");
  });

  it("is a class's students, all or some, where a class is named", () => {
    assert.deepEqual(stackOrClassIn({ ...NOTHING, class: "dev", only: ["s01"], parallel: 4 }), {
      ...{ name: "dev", only: ["s01"], shard: undefined, parallel: 4 },
    });
  });

  it("is never both, nor students of no class", () => {
    assert.throws(
      () => stackOrClassIn({ ...NOTHING, class: "dev", stack: "dev" }),
      /one of the two/,
    );
    assert.throws(() => stackOrClassIn({ ...NOTHING, only: ["s01"] }), /name their class/);
    assert.throws(() => stackOrClassIn({ ...NOTHING, parallel: 2 }), /name their class/);
  });

  it("is named in hints for one student, whose stack comes up by open", () => {
    assert.equal(
      callsFor("run npm run class -- solve, or npm start -- --stack NAME", "dev", "s07"),
      "run npm run class -- solve --class dev --only s07, or npm run class -- open ROSTER --class dev --only s07",
    );
  });
});
