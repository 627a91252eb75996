import assert from "node:assert/strict";
import type { PricedLine } from "../../../classroom/pricing/cost-line.ts";
import { costSoFar } from "../../../classroom/rehearse/costs.ts";
import { arrived, begun, BEGUN } from "../../support/fakes/fake-rehearsal.ts";

const line = (lab: string, usd: number): PricedLine => ({
  ...{ status: "priced", lab, type: "t", name: "n", item: "i", quantity: 1, per: "hour", usd },
});
const LINES = [line("a", 1), line("b", 2), line("network", 0.1)];
const at = (time: string) => new Date(`2026-12-01T${time}:00.000Z`);

const journal = {
  ...BEGUN,
  arrivals: [arrived("a"), { ...arrived("b"), startedAt: at("01:00").toISOString() }],
};

describe("the cost of a rehearsal", () => {
  it("is nothing before a lab comes up", () => {
    assert.equal(costSoFar(LINES, BEGUN, at("05:00")).total, 0);
  });

  it("is list price x time of each lab, of what they share from the first one on", () => {
    const { labs, total } = costSoFar(LINES, journal, at("02:00"));
    assert.deepEqual(
      [...labs],
      [
        ["a", 2],
        ["b", 2],
      ],
    );
    assert.equal(total.toFixed(4), "4.2000");
  });

  it("counts a lab that failed, and one at which a run was killed, but none that was skipped", () => {
    const arrivals = [arrived("a", "failed"), begun("b")];
    assert.equal(costSoFar(LINES, { ...BEGUN, arrivals }, at("01:00")).total.toFixed(1), "3.1");
    const skipped = [arrived("a"), { ...arrived("b"), outcome: "skipped" as const }];
    const { labs } = costSoFar(LINES, { ...BEGUN, arrivals: skipped }, at("01:00"));
    assert.equal(labs.get("b"), 0);
  });

  it("ends with a clean down only", () => {
    const down = { seconds: 60, endedAt: at("01:00").toISOString(), isClean: true };
    assert.equal(costSoFar(LINES, { ...journal, down }, at("09:00")).labs.get("a"), 1);
    const left = { ...down, isClean: false };
    assert.equal(costSoFar(LINES, { ...journal, down: left }, at("09:00")).labs.get("a"), 9);
  });
});
