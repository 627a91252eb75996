import assert from "node:assert/strict";
import { worstOf } from "../../../classroom/console/exit-code.ts";

describe("the exit code of expire", () => {
  it("is that of the guard, where each stack failed by it", () => {
    assert.equal(worstOf([4]), 4);
    assert.equal(worstOf([0, 3, 3]), 3);
  });

  it("is 1 where stacks failed in several ways, and 0 where none did", () => {
    assert.equal(worstOf([4, 1]), 1);
    assert.equal(worstOf([4, 3]), 1);
    assert.equal(worstOf([0, 0]), 0);
    assert.equal(worstOf([]), 0);
  });
});
