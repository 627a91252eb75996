import assert from "node:assert/strict";
import { costDelta } from "../../../classroom/pricing/cost-delta.ts";
import { total, totalsByLab } from "../../../classroom/pricing/totals.ts";
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

  it("says what a change costs an hour, and in which labs", () => {
    const gateway = resource("aws:ec2/natGateway:NatGateway", {}, "n", "z");
    const role = resource("aws:iam/role:Role", {}, "r", "free");
    const { before, after, groups } = costDelta([a, b], [a, gateway, role], CIRCUMSTANCES);
    assert.deepEqual([before, after].map(rounded), [0.01, 0.065]);
    assert.deepEqual(groups, [
      { group: "x", before: 0.005, after: 0.005 },
      { group: "y", before: 0.005, after: 0 },
      { group: "z", before: 0, after: 0.06 },
    ]);
  });

  it("names each type once that cannot be priced after the change, and the day of the prices", () => {
    const strange = [resource("aws:x/y:Z", {}, "1"), resource("aws:x/y:Z", {}, "2")];
    const { unpriced, asOf } = costDelta([], strange, CIRCUMSTANCES);
    assert.deepEqual([unpriced, asOf], [[{ group: "web", type: "aws:x/y:Z" }], "2026-01-01"]);
  });
});
