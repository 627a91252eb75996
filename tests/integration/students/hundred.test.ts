import assert from "node:assert/strict";
import { namesOf } from "../../support/names/student-stacks.ts";

describe("a hundred students, on mocks,", function () {
  this.timeout(60_000);

  it("have no name twice", async () => {
    const ids = Array.from({ length: 100 }, (_, at) => `s${String(at + 1).padStart(3, "0")}`);
    const { size } = await namesOf(ids);
    assert.ok(size >= 300, `${size} names`);
  });
});
