import assert from "node:assert/strict";
import type { DatedResource } from "../../../classroom/pulumi/deployed-class.ts";
import { costingsOf, type SeenInAws } from "../../../classroom/spending/costing.ts";
import { type Counted, spent } from "../../../classroom/spending/spent.ts";
import { address, ago, CIRCUMSTANCES, END, NOW } from "./support.ts";

describe("what is spent on an Auto Scaling group of one t3.micro", () => {
  const template = {
    ...address("lt-1", 2),
    type: "aws:ec2/launchTemplate:LaunchTemplate",
    props: { instanceType: "t3.micro" },
  };
  const group = {
    ...address("web", 2),
    type: "aws:autoscaling/group:Group",
    props: { desiredCapacity: 1, launchTemplate: { id: "lt-1" } },
  };
  const server = 0.013 + (8 * 0.0912) / 730;
  const look = (
    its: Partial<typeof group & DatedResource>,
    seen?: SeenInAws,
    earlier: readonly Counted[] = [],
  ) => {
    const resources = [template, { ...group, ...its }];
    const costings = costingsOf(
      [{ stack: "dev", resources }],
      CIRCUMSTANCES,
      new Map(seen && [["web", seen]]),
    );
    return spent(costings, { now: NOW, expires: END, earlier });
  };
  const inServers = (usd: number) => (usd / server).toFixed(3);
  const cost = (...of: Parameters<typeof look>) => {
    const all = look(...of);
    return [all.spent, all.perHour, all.forecast - all.spent].map(inServers);
  };
  /** A group whose servers were launched so many hours ago; unknown for `undefined`. */
  const seenWith = (...hours: readonly (number | undefined)[]): SeenInAws => ({
    size: { desiredCapacity: hours.length },
    servers: hours.map((each, at) => ({
      id: `i-${at}`,
      at: each === undefined ? undefined : new Date(ago(each)),
    })),
  });

  it("counts each server that it has added since its own launch, and those that it was deployed with at least", () => {
    assert.deepEqual(cost({}, seenWith(0.25, 0.5, 1, 2)), ["3.750", "4.000", "24.000"]);
    assert.deepEqual(cost({}, seenWith()), ["2.000", "0.000", "0.000"]);
  });

  it("keeps what an added server has cost until an earlier look, once it is gone", () => {
    const { counted } = look({}, seenWith(2, 0.5));
    assert.deepEqual(cost({}, seenWith(2), counted), ["2.500", "1.000", "6.000"]);
  });

  /** Servers that it has had from so many hours ago until so many hours ago. */
  const withEnded = (
    seen: SeenInAws,
    ...times: readonly (readonly [from: number, until: number])[]
  ): SeenInAws => ({
    ...seen,
    ended: times.map(([from, until], at) => ({
      ...{ id: `i-ended-${at}`, at: new Date(ago(from)), until: new Date(ago(until)) },
    })),
  });

  it("counts servers that have come and gone between two looks, from launch to end", () => {
    const seen = withEnded(seenWith(2), [1.5, 0.5], [1, 0.75]);
    assert.deepEqual(cost({}, seen), ["3.250", "1.000", "6.000"]);
    const { counted } = look({}, seen);
    assert.deepEqual(cost({}, seenWith(2), counted), ["3.250", "1.000", "6.000"]);
    assert.deepEqual(cost({}, seen, counted), ["3.250", "1.000", "6.000"]);
  });

  it("counts no server that has replaced another one", () => {
    assert.deepEqual(cost({}, withEnded(seenWith(1), [2, 1])), ["2.000", "1.000", "6.000"]);
    const refreshed = withEnded(seenWith(0.5), [2, 1.25], [1.5, 0.5]);
    assert.deepEqual(cost({}, refreshed), ["2.250", "1.000", "6.000"]);
  });

  it("replaces by its end what an earlier look has counted of a server", () => {
    const { counted } = look(
      {},
      {
        ...seenWith(2),
        size: { desiredCapacity: 2 },
        servers: [
          { id: "i-0", at: new Date(ago(2)) },
          { id: "i-ended-0", at: new Date(ago(1.49)) },
        ],
      },
    );
    const seen = withEnded(seenWith(2), [1.5, 0.5]);
    assert.deepEqual(cost({}, seen, counted), ["3.000", "1.000", "6.000"]);
  });

  it("names added servers whose launch is not known, which cost from now on", () => {
    const seen = seenWith(2, undefined, 0.5);
    assert.deepEqual(cost({}, seen), ["2.500", "3.000", "18.000"]);
    const reasons = look({}, seen).unpriced.map(({ item, reason }) => `${item}: ${reason}`);
    assert.deepEqual(reasons[0], "t3.micro, Linux: when it was created is not known");
    assert.deepEqual(look({}, seenWith(2, 0.5)).unpriced, []);
  });

  it("takes the most that its state knows of where AWS has not answered, in the sum as deployed", () => {
    assert.deepEqual(cost({}), ["2.000", "1.000", "6.000"]);
    const grown = { refreshed: { desiredCapacity: 3 } };
    assert.deepEqual(cost(grown), ["2.000", "3.000", "18.000"]);
    assert.match(look(grown).unpriced[0]?.reason ?? "", /not known/);
    const shrunk = { refreshed: { desiredCapacity: 0 } };
    assert.deepEqual(cost(shrunk), ["2.000", "1.000", "6.000"]);
  });
});
