import assert from "node:assert/strict";
import { costDelta } from "../../../classroom/cost/cost-delta.ts";
import { total, totalsByLab } from "../../../classroom/cost/totals.ts";
import { CIRCUMSTANCES, linesOf, resource } from "./support.ts";

const address = (name: string, lab: string) => resource("aws:ec2/eip:Eip", {}, name, lab);
const zone = resource("aws:route53/zone:Zone");
const rounded = (usd: number) => Number(usd.toFixed(6));

describe("total", () => {
  it("counts a class's hours, and 730 for a month", () => {
    const { hour, class: all, month } = total(linesOf(address("a", "x"), address("b", "x")), 8);
    assert.deepEqual([hour, all, month].map(rounded), [0.01, 0.08, 7.3]);
  });

  it("counts use once, whatever the hours", () => {
    const lines = linesOf(resource("aws:ec2/natGateway:NatGateway"));
    assert.equal(rounded(total(lines, 100).class - total(lines, 99).class), 0.06);
    assert.equal(rounded(total(lines, 0).class), 0.06);
  });

  it("counts a hosted zone's month as a whole, unless it is gone within 12 hours", () => {
    const usd = [12, 13, 730, 731].map((hours) => rounded(total(linesOf(zone), hours).class));
    assert.deepEqual(usd, [0.001, 0.501, 0.501, 1.001]);
  });
});

describe("totalsByLab", () => {
  it("keeps labs apart, and what has no price beside what has", () => {
    const lines = linesOf(
      address("a", "x"),
      address("b", "y"),
      resource("aws:x/y:Z", {}, "z", "y"),
    );
    const labs = totalsByLab(lines, 8).map(({ lab, hour, unpriced }) => [
      lab,
      hour,
      unpriced.length,
    ]);
    assert.deepEqual(labs, [
      ["x", 0.005, 0],
      ["y", 0.005, 1],
    ]);
  });
});

describe("costDelta", () => {
  const [a, b] = [address("a", "x"), address("b", "y")];

  it("says what a change costs, and in which labs", () => {
    const gateway = resource("aws:ec2/natGateway:NatGateway", {}, "n", "z");
    const { before, after, labs } = costDelta([a, b], [a, gateway], CIRCUMSTANCES);
    assert.deepEqual([before.hour, after.hour].map(rounded), [0.01, 0.065]);
    assert.deepEqual(labs, [
      { lab: "z", hour: 0.06 },
      { lab: "y", hour: -0.005 },
    ]);
  });

  it("finds no change where there is none", () => {
    assert.deepEqual(costDelta([a, b], [b, a], CIRCUMSTANCES).labs, []);
  });

  it("names what cannot be priced after the change", () => {
    const { unpriced } = costDelta([], [resource("aws:x/y:Z")], CIRCUMSTANCES);
    assert.deepEqual(
      unpriced.map(({ type }) => type),
      ["aws:x/y:Z"],
    );
  });
});
