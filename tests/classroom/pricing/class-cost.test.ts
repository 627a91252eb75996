import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { anHour, dollars } from "../../../classroom/console/money.ts";
import { plannedSettings } from "../../../classroom/pricing/planned-settings.ts";
import { classCost, hoursUntil } from "../../../classroom/pricing/class-cost.ts";
import { checkHourlyCost } from "../../../classroom/pricing/hourly-limit.ts";
import { unpriced } from "../../../classroom/pricing/totals.ts";
import { FOUNDATION_IDS } from "../../../infra/foundation-ids.ts";
import { catalogue } from "../../../labs/catalogue.ts";
import { PROJECT } from "../../../lib/project.ts";

const costOf = (...labs: string[]) => classCost(plannedSettings("local", labs), { hours: 8 });

/** By hand, an hour in Seoul: AWS's list prices times what docs/labs.md says a lab builds. A month has 730 hours. */
const BY_HAND: Readonly<Record<string, number>> = {
  // 2 t3.micro, a load balancer and a tenth of a capacity unit, 2 + 2 public addresses, 2 volumes of 8 GiB gp3
  "load-balancer": 2 * 0.013 + 0.0225 + 0.1 * 0.008 + 4 * 0.005 + (2 * 8 * 0.0912) / 730,
  // a db.t4g.micro, 20 GiB gp3, a secret
  "rds-mysql": 0.025 + (20 * 0.131) / 730 + 0.4 / 730,
  // a NAT gateway and its address
  "vpc-manual": 0.059 + 0.005,
};

describe("classCost", () => {
  for (const [lab, byHand] of Object.entries(BY_HAND)) {
    it(`is within 5 % of a calculation by hand for ${lab}, and docs/cost.md says both`, async () => {
      const { hour } = (await costOf(lab)).total;
      assert.ok(Math.abs(hour - byHand) < 0.05 * byHand, `${hour} for ${byHand}`);
      const docs = readFileSync(path.join(PROJECT, "docs/cost.md"), "utf8");
      const row = docs.split("\n").find((line) => line.startsWith(`| \`${lab}\``)) ?? "";
      assert.ok(row.includes(anHour(hour)) && row.includes(anHour(byHand)), row);
    });
  }

  it("has a price for everything in the catalogue", async () => {
    const { lines } = await costOf(...catalogue.map(({ id }) => id));
    assert.deepEqual(unpriced(lines), []);
  });

  it("knows which lab or foundation each resource belongs to", async () => {
    const { lines } = await costOf("linux-server", "ami");
    const labs = new Set(lines.map(({ lab }) => lab));
    assert.deepEqual([...labs].sort(), [
      "ami",
      "key",
      "linux-server",
      "network",
      "practice-server",
    ]);
  });

  it("takes the price of a server in the other region from there", async () => {
    const { lines } = await costOf("vpc-peering");
    const servers = lines.filter(
      (line) => line.status === "priced" && line.item === "t3.micro, Linux",
    );
    assert.deepEqual(
      servers.map((line) => line.status === "priced" && line.usd).sort(),
      [0.013, 0.0136],
    );
  });
});

describe("hoursUntil", () => {
  const now = new Date("2026-11-24T09:30:00Z");

  it("counts every begun hour until the class expires", () => {
    assert.equal(hoursUntil("2026-11-24T18:00:00Z", now), 9);
  });

  it("is a class's usual length when that is past", () => {
    assert.equal(hoursUntil("2026-11-24T09:00:00Z", now), 8);
  });
});

describe("checkHourlyCost", () => {
  const cost = async (maxHourlyCost?: number) => {
    const { config, ...rest } = await costOf("load-balancer", "linux-server");
    return { ...rest, config: { ...config, maxHourlyCost } };
  };

  it("refuses a class above its limit, and names the most expensive labs", async () => {
    const dear = await cost(0.05);
    assert.throws(() => {
      checkHourlyCost({ ...dear, config: { ...dear.config, stack: "dev" } });
    }, /class:maxHourlyCost = 0\.05: the class would cost \$0\.0903 an hour on AWS; the most expensive labs are load-balancer \$0\.0713, linux-server \$0\.0190.*\n.*npm run class -- cost --stack dev/);
  });

  it("refuses a class with something that has no price, unless its lab is accepted", async () => {
    const { lines, ...rest } = await cost(1);
    const thing = { lab: "cdn", type: "aws:x/y:Z", name: "z", item: "a thing", reason: "no rule" };
    const strange = { ...rest, lines: [...lines, { ...thing, status: "not priced" as const }] };
    assert.throws(() => {
      checkHourlyCost(strange);
    }, /class:maxHourlyCost = 1: .*these have no price here: cdn \(a thing\)\n.*acceptUnpriced: \[cdn\]/);
    checkHourlyCost({ ...strange, config: { ...rest.config, acceptUnpriced: ["cdn"] } });
    checkHourlyCost({ ...strange, config: { ...rest.config, maxHourlyCost: undefined } });
  });

  it("knows the name of every part that labs share", async () => {
    const { lines } = await costOf(...catalogue.map(({ id }) => id));
    const names: readonly string[] = [...catalogue.map(({ id }) => id), ...FOUNDATION_IDS];
    assert.deepEqual(
      lines.filter(({ lab }) => !names.includes(lab)),
      [],
    );
  });

  it("lets a class pass that keeps its limit, or has none", async () => {
    checkHourlyCost(await cost(0.1));
    checkHourlyCost(await cost());
  });
});

describe("plannedSettings", () => {
  for (const [key, labs] of Object.entries({
    "class:labs": { "class:labs": { "static-site": { folder: "my-site" } } },
    "class:each.labs": { "class:each": { labs: { "static-site": { folder: "my-site" } } } },
  }))
    it(`says under ${key} what is wrong with the files that are named there`, () => {
      const config = { "aws:region": "ap-northeast-2", ...labs };
      assert.throws(() => plannedSettings("dev", undefined, { plain: { config, secrets: [] } }), {
        message: new RegExp(
          `${key}\\.static-site\\.folder = "my-site": folder "my-site" does not exist`,
        ),
      });
    });

  it("names the stacks there are when there is none of that name", () => {
    assert.throws(() => plannedSettings("prd", undefined), {
      message: /^There is no stack prd: did you mean prod\?/,
    });
  });

  it("prices a class that has expired, or does not say when it will", () => {
    assert.equal(plannedSettings("dev", undefined, { now: new Date("2030-01-01") }).stack, "dev");
    const now = new Date("2030-01-01T00:00:00Z");
    assert.equal(plannedSettings("local", undefined, { now }).expires, "2030-01-01T08:00:00Z");
  });
});

describe("dollars", () => {
  it("never rounds something to nothing", () => {
    assert.deepEqual(
      [0, 0.004, 0.006, 1.005, -0.001, -2].map((usd) => dollars(usd)),
      ["$0", "<$0.01", "$0.01", "$1.00", "-<$0.01", "-$2.00"],
    );
  });
});
