import assert from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";
import stringWidth from "string-width";
import { KEY_PAIR } from "../../../aws/ec2/types.ts";
import { BUCKET } from "../../../aws/s3/types.ts";
import { joined, services } from "../../../aws/services.ts";
import type { PriceTable } from "../../../classroom/pricing/price-table.ts";
import { chargesOf } from "../../../classroom/search/find-leftovers.ts";
import { costOf, totalOf } from "../../../classroom/search/leftover-cost.ts";
import type { Leftover } from "../../../classroom/search/leftover.ts";
import { ageOf, describeEnd } from "../../../classroom/search/report.ts";

const NOW = new Date("2026-11-24T18:00:00Z");
const hours = (count: number) => new Date(NOW.getTime() - count * 3_600_000);

const leftover = (its: Partial<Leftover>): Leftover => ({
  kind: "volume",
  id: "vol-1",
  region: "ap-northeast-2",
  standing: "proven",
  why: "tagged",
  order: 0,
  going: false,
  ...its,
});

const lines = (found: readonly Leftover[]): string[] =>
  stripVTControlCharacters(describeEnd({ clean: false, found, unseen: [], stuck: [] }, NOW)).split(
    "\n",
  );

describe("the age of a leftover", () => {
  it("is told in the biggest unit that fits", () => {
    assert.equal(ageOf(hours(50), NOW), "2 d");
    assert.equal(ageOf(hours(23), NOW), "23 h");
    assert.equal(ageOf(hours(0.5), NOW), "30 min");
  });

  it("is none when its clock is ahead of ours", () => {
    assert.equal(ageOf(hours(-1), NOW), "0 min");
  });
});

describe("the table of leftovers", () => {
  it("has its columns in line, Korean names too", () => {
    const named = [leftover({ name: "실습 서버 디스크" }), leftover({ name: "disk", lab: "ami" })];
    const starts = lines(named)
      .slice(0, 3)
      .map((line) => stringWidth(line.slice(0, line.search(/region|ap-northeast-2/))));
    assert.equal(new Set(starts).size, 1);
  });

  it("says kind, name, id, lab, age and why", () => {
    const its = { name: "disk", lab: "ami", createdAt: hours(3), why: "snapshot of vol-2" };
    assert.match(
      lines([leftover(its)])[1] ?? "",
      /^volume +disk \(vol-1\) +ami +ap-northeast-2 +3 h +not priced .*snapshot of vol-2/,
    );
  });
});

describe("the cost of leftovers", () => {
  const prices: PriceTable = {
    listed: { asOf: "2026-01-31", by: "hand", source: "https://aws.amazon.com", regions: {} },
    others: {
      asOf: "2026-01-31",
      by: "hand",
      source: "https://aws.amazon.com",
      regions: { "ap-northeast-2": { "ebs/gp3": 0.0912, "nat/hour": 0.059 } },
    },
  };
  const volume = { item: "8 GiB gp3", price: "ebs/gp3", quantity: 8, per: "month" } as const;
  const nat = { item: "NAT gateway", price: "nat/hour", quantity: 1, per: "hour" } as const;
  const cost = (its: Partial<Leftover>) => costOf(leftover(its), prices);

  it("is by the hour and by the month, whichever it is paid by", () => {
    assert.deepEqual(cost({ charges: [nat] }), {
      status: "priced",
      hour: 0.059,
      month: 43.07,
      assumed: "NAT gateway",
    });
    assert.deepEqual(cost({ charges: [volume] }), {
      status: "priced",
      hour: (8 * 0.0912) / 730,
      month: 8 * 0.0912,
      assumed: "8 GiB gp3",
    });
  });

  it("is not known without a price, and free only for what AWS says is", async () => {
    assert.equal(cost({ charges: [volume], region: "eu-west-1" }).status, "not priced");
    const rules = joined(await services(), "prices");
    const costOfType = (type: string) => cost({ charges: chargesOf({}, type, rules) }).status;
    assert.equal(costOfType(BUCKET), "not priced");
    assert.equal(costOfType(KEY_PAIR), "free");
    assert.equal(cost({ charges: [] }).status, "free");
  });

  it("is summed up, and says how many may cost more", () => {
    const all = [
      cost({ charges: [nat] }),
      cost({ charges: [nat] }),
      cost({}),
      cost({ charges: [] }),
    ];
    assert.deepEqual(totalOf(all), { hour: 0.118, month: 86.14, unpriced: 1 });
  });
});

describe("the end of a search", () => {
  const end = { clean: false, found: [], unseen: [], stuck: [] };

  it("is clean only when it was", () => {
    assert.match(describeEnd({ ...end, clean: true }, NOW), /Clean/);
    assert.match(describeEnd(end, NOW), /Not clean/);
  });

  it("says where it could not look, and why", () => {
    const unseen = [
      { kind: "volume", region: "us-east-1", reason: "AccessDenied: no", passing: false },
    ];
    const text = describeEnd({ ...end, unseen }, NOW);
    assert.match(text, /Could not be searched\S*\n {2}volume in us-east-1: AccessDenied: no/);
  });

  it("says what could not be deleted, and why", () => {
    const stuck = [{ leftover: leftover({}), reason: "VolumeInUse: no", passing: true }];
    assert.match(
      describeEnd({ ...end, stuck }, NOW),
      /volume vol-1, ap-northeast-2: VolumeInUse: no/,
    );
  });
});
