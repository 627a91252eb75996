import assert from "node:assert/strict";
import { MOST_BYTES, Quiet, QUIET_LOOKS } from "../../../engine/traffic/quiet.ts";

describe("the memory of a process with visitors", () => {
  let collected: number;
  let bytes: number;
  let quiet: Quiet;
  beforeEach(() => {
    collected = 0;
    bytes = MOST_BYTES - 1;
    quiet = new Quiet(
      () => collected++,
      () => bytes,
    );
  });

  const look = (times: number, isVisited = false) => {
    for (let time = 0; time < times; time++) {
      if (isVisited) quiet.visited();
      quiet.look();
    }
  };

  it("is given back once when nobody comes any more, and once after the start", () => {
    look(QUIET_LOOKS - 1);
    assert.equal(collected, 0);
    look(10);
    assert.equal(collected, 1);
    quiet.visited();
    look(10);
    assert.equal(collected, 2);
  });

  it("is not collected while somebody comes, unless it is too much, and then not at each look", () => {
    look(3 * QUIET_LOOKS, true);
    assert.equal(collected, 0);
    bytes = MOST_BYTES;
    look(2 * QUIET_LOOKS, true);
    assert.equal(collected, 2);
  });
});
