import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { pricedResources } from "../../../classroom/pulumi/deployed-class.ts";
import { costingsOf } from "../../../classroom/spending/costing.ts";
import { spent } from "../../../classroom/spending/spent.ts";
import { FIXTURES } from "../../support/engine/released-state.ts";
import { address, ago, CIRCUMSTANCES, costing, END, NOW } from "./support.ts";

const HOURS = 2.5;

/** By hand, two and a half hours in Seoul: AWS's list prices times what docs/labs.md says a lab builds. A month has 730 hours. */
const BY_HAND: Readonly<Record<string, number>> = {
  // a t3.micro with a public address and 8 GiB gp3
  "linux-server": HOURS * (0.013 + 0.005 + (8 * 0.0912) / 730),
  // 1 GB for the one student
  "s3-bucket": (HOURS * 0.025) / 730,
  // 0.01 GB, stored and for recovery
  dynamodb: (HOURS * 0.01 * (0.27075 + 0.2166)) / 730,
  // 2 t3.micro with 8 GiB gp3, 2 + 2 public addresses; three begun hours of the load balancer and a tenth of a capacity unit
  "load-balancer":
    HOURS * (2 * 0.013 + 4 * 0.005 + (2 * 8 * 0.0912) / 730) + 3 * (0.0225 + 0.1 * 0.008),
  // a db.t4g.micro, 20 GiB gp3, a secret
  "rds-mysql": HOURS * (0.025 + (20 * 0.131 + 0.4) / 730),
};

const state: unknown = JSON.parse(readFileSync(path.join(FIXTURES, "state-v0.1.0.json"), "utf8"));
const spentOn = (resources: Parameters<typeof costingsOf>[0][number]["resources"]) =>
  spent(costingsOf([{ stack: "dev-s01", student: "s01", resources }], CIRCUMSTANCES), {
    now: NOW,
    expires: END,
  });

describe("spent", () => {
  for (const [lab, byHand] of Object.entries(BY_HAND)) {
    it(`is within 5 % of a calculation by hand for the released state of ${lab}`, () => {
      const own = pricedResources(state).filter((each) => each.lab === lab);
      const { spent: usd, unpriced } = spentOn(
        own.map((each) => ({ ...each, created: ago(HOURS) })),
      );
      assert.ok(Math.abs(usd - byHand) < 0.05 * byHand, `${usd} for ${byHand}`);
      assert.deepEqual(unpriced, []);
    });
  }

  it("counts a minute at least by the second, and whole hours where AWS does", () => {
    const gateway = { ...address("nat-1"), type: "aws:ec2/natGateway:NatGateway" };
    const seconds = (count: number) => ({ created: ago(count / 3600) });
    assert.equal(
      spentOn([{ ...address("a"), ...seconds(6) }]).spent.toFixed(7),
      (0.005 / 60).toFixed(7),
    );
    assert.equal(spentOn([{ ...gateway, ...seconds(6) }]).spent, 0.059);
    assert.equal(spentOn([{ ...gateway, ...seconds(3601) }]).spent, 2 * 0.059);
  });

  it("counts a server that is stopped until then, and its volume and address on", () => {
    const type = "aws:ec2/instance:Instance";
    const props = { instanceType: "t3.micro", associatePublicIpAddress: true };
    const server = (id: string) => ({ ...address(id, 4), type, props });
    const stacks = [{ stack: "dev", resources: [server("i-1"), server("i-2"), address("a", 4)] }];
    const seen = new Map([["i-1", { stopped: new Date(ago(3)) }]]);
    const all = spent(costingsOf(stacks, CIRCUMSTANCES, seen), { now: NOW, expires: END });
    const volume = (8 * 0.0912) / 730;
    const perHour = 0.013 + 2 * 0.005 + 2 * volume;
    assert.equal(all.perHour.toFixed(6), perHour.toFixed(6));
    assert.equal(all.spent.toFixed(6), (4 * perHour + 0.013 + 0.005).toFixed(6));
    assert.equal((all.forecast - all.spent).toFixed(6), (6 * perHour).toFixed(6));
  });

  describe("for a server of t3.micro that AWS has in another size now", () => {
    const type = "aws:ec2/instance:Instance";
    const server = { ...address("i-1", 2), type, props: { instanceType: "t3.micro" } };
    const volume = (8 * 0.0912) / 730;
    const seenAs = (instanceType: string) =>
      spent(
        costingsOf(
          [{ stack: "dev-s01", student: "s01", resources: [server] }],
          CIRCUMSTANCES,
          new Map([["i-1", { size: { instanceType } }]]),
        ),
        { now: NOW, expires: END },
      );

    it("counts the bigger one, as if it had always been so", () => {
      const { perHour, spent: usd } = seenAs("t3.small");
      assert.equal(perHour.toFixed(6), (0.026 + volume).toFixed(6));
      assert.equal(usd.toFixed(6), (2 * (0.026 + volume)).toFixed(6));
    });

    it("counts no smaller one until now, as it was as big as deployed before, and from now on the smaller one", () => {
      const { spent: usd, perHour, forecast } = seenAs("t3.nano");
      assert.equal(usd.toFixed(6), (2 * (0.013 + volume)).toFixed(6));
      assert.equal(perHour.toFixed(6), (0.0065 + volume).toFixed(6));
      assert.equal((forecast - usd).toFixed(6), (6 * (0.0065 + volume)).toFixed(6));
    });

    it("counts it as deployed where the size has no price, and says so", () => {
      const { perHour, unpriced } = seenAs("u-12tb1.metal");
      assert.equal(perHour.toFixed(6), (0.013 + volume).toFixed(6));
      assert.deepEqual(
        unpriced.map(({ item }) => item),
        ["u-12tb1.metal, Linux"],
      );
    });
  });

  it("keeps students apart, and what is the class's own", () => {
    const stacks = [
      { stack: "dev", resources: [address("a", 4)] },
      { stack: "dev-s02", student: "s02", resources: [address("b", 2)] },
      { stack: "dev-s01", student: "s01", resources: [address("c", 1), address("d", 1)] },
    ];
    const all = spent(costingsOf(stacks, CIRCUMSTANCES), { now: NOW, expires: END });
    assert.deepEqual(all.own, { spent: 0.02, perHour: 0.005 });
    assert.deepEqual(all.byStudent, {
      s01: { spent: 0.01, perHour: 0.01 },
      s02: { spent: 0.01, perHour: 0.005 },
    });
    assert.deepEqual([all.spent.toFixed(4), all.perHour.toFixed(4)], ["0.0400", "0.0200"]);
    // six hours to go
    assert.equal(all.forecast.toFixed(4), "0.1600");
  });

  it("forecasts nothing more once the class has expired", () => {
    const all = spent([costing(1, 3)], { now: NOW, expires: new Date(ago(1)) });
    assert.deepEqual([all.spent, all.forecast], [3, 3]);
  });

  it("keeps what is gone as an earlier look has counted it, and counts what came again anew", () => {
    const earlier = [
      { stack: "dev-s01", student: "s01", id: "i-1", created: ago(5), usd: 2 },
      { stack: "dev", id: "i-1", created: ago(3), usd: 1 },
    ];
    const all = spent([costing(1, 3), costing(1, 1, { student: "s01", stack: "dev-s01" })], {
      ...{ now: NOW, expires: END, earlier },
    });
    assert.equal(all.spent, 3 + 1 + 2);
    assert.equal(all.perHour, 2);
    assert.deepEqual(all.byStudent.s01, { spent: 3, perHour: 1 });
    assert.equal(all.counted.length, 3);
  });

  it("names what has no price, and what does not say since when it costs", () => {
    const strange = { ...address("a"), type: "aws:x/y:Z" };
    const {
      spent: usd,
      perHour,
      unpriced,
    } = spentOn([strange, { ...address("b"), created: undefined }]);
    assert.deepEqual([usd, perHour], [0, 0.005]);
    assert.deepEqual(
      unpriced.map(({ stack, name, reason }) => [stack, name, reason]),
      [
        ["dev-s01", "a", "no price rule exists for it"],
        ["dev-s01", "b", "when it was created is not known"],
      ],
    );
  });
});
