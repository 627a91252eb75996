import assert from "node:assert/strict";
import { poll } from "../../lib/poll.ts";

describe("poll", () => {
  it("asks until there is an answer", async () => {
    let asked = 0;
    const answer = await poll(() => (++asked === 3 ? "yes" : undefined), {
      limitMs: 5000,
      pauseMs: 1,
    });
    assert.deepEqual([answer, asked], ["yes", 3]);
  });

  it("asks once where there is no time", async () => {
    let asked = 0;
    const answer = await poll<string>(
      () => {
        asked++;
        return undefined;
      },
      { limitMs: 0, pauseMs: 10 },
    );
    assert.equal(answer, undefined);
    assert.equal(asked, 1);
  });

  it("says how much time is left", async () => {
    const left: number[] = [];
    const ask = (leftMs: number) => {
      left.push(leftMs);
      return undefined;
    };
    await poll(ask, { limitMs: 60, pauseMs: 20 });
    assert.ok(left.length > 1 && left.every((ms) => ms <= 60), left.join(", "));
    assert.deepEqual(
      left,
      left.toSorted((a, b) => b - a),
    );
  });

  it("lets an error through", async () => {
    const failing = () => Promise.reject(new Error("no"));
    await assert.rejects(poll(failing, { limitMs: 1000, pauseMs: 1 }), /no/);
  });
});
