import assert from "node:assert/strict";
import { verdictOn } from "../../../classroom/spending/verdict.ts";
import { NOW } from "./support.ts";

describe("the verdict on what a class has spent", () => {
  it("warns from exactly 80 % on", () => {
    const at = (spent: number) => verdictOn({ now: NOW, limit: 10, spent }).level;
    assert.deepEqual([at(7.99), at(8), at(9.99)], ["ok", "warn", "warn"]);
    assert.equal(
      verdictOn({ now: NOW, limit: undefined, spent: 1 }).why,
      "class:maxClassCost is not set",
    );
  });

  it("closes again what has come up since a close, and nothing else", () => {
    const verdictAt = (newest: Date) =>
      verdictOn({ now: NOW, spent: 15, limit: 10, closedAt: new Date(NOW.getTime() - 1), newest });
    assert.equal(verdictAt(new Date(NOW.getTime() - 1)).act, undefined);
    assert.equal(verdictAt(NOW).act, "close");
  });

  it("says why it closes: above 120 %, not for the two hours", () => {
    const frozenSince = new Date(NOW.getTime() - 3 * 3_600_000);
    const { why } = verdictOn({ now: NOW, spent: 12, limit: 10, frozenSince, newest: NOW });
    assert.equal(why, "120 % of class:maxClassCost is spent");
  });

  it("closes after exactly two hours", () => {
    const after = (minutes: number) =>
      verdictOn({
        ...{ now: NOW, spent: 10, limit: 10, newest: NOW, isFrozen: true },
        frozenSince: new Date(NOW.getTime() - minutes * 60_000),
      });
    assert.deepEqual([after(119).act, after(120).act], [undefined, "close"]);
    assert.match(after(120).why, /, frozen for 2 hours$/);
  });
});
