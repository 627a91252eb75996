import assert from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";
import {
  describeSpending,
  type SpendReport,
  spendingJson,
} from "../../../classroom/spend/report.ts";
import { spent } from "../../../classroom/spending/spent.ts";
import { verdictOn } from "../../../classroom/spending/verdict.ts";
import { inTimeZone } from "../../support/time-zone.ts";
import { costing, END, NOW } from "../spending/support.ts";

const REASON = { type: "aws:x/y:Z", name: "z", item: "aws:x/y:Z", reason: "no price rule exists" };

function reportOn(limit: number | undefined, more: Partial<SpendReport> = {}): SpendReport {
  const spending = spent([costing(1, 3), costing(0.5, 2, { stack: "dev-s01", student: "s01" })], {
    now: NOW,
    expires: END,
  });
  return {
    ...{ class: "dev", now: NOW, expires: END, limit, spending, unread: [], asOf: "2025-06-01" },
    frozenSince: undefined,
    verdict: verdictOn({ now: NOW, spent: spending.spent, limit, newest: NOW }),
    ...more,
  };
}

describe("describeSpending", () => {
  inTimeZone("UTC");
  const lines = (report: SpendReport) =>
    stripVTControlCharacters(describeSpending(report)).split("\n");

  it("says what is spent of the limit, an hour, until the end, and by whom", () => {
    assert.deepEqual(lines(reportOn(20)), [
      "Class     dev: 1 student",
      "Spent     $4.00 of $20.00 (20 %), $1.5000 an hour",
      "Forecast  $13.00 until 2026-11-24 18:00 UTC",
      "",
      "       spent  an hour",
      "class  $3.00  $1.0000",
      "s01    $1.00  $0.5000",
      "",
      "List prices of 2025-06-01, without requests and traffic, taxes, free tier and credits: docs/cost.md",
    ]);
  });

  it("warns from 80 % on, and says since when a class is frozen", () => {
    const frozenSince = "2026-11-24T11:00:00Z";
    assert.match(lines(reportOn(5)).at(-1) ?? "", /^WARNING: 80 % of class:maxClassCost is spent/);
    assert.match(
      lines(reportOn(4, { frozenSince })).at(-1) ?? "",
      /^WARNING: 100 % .*; frozen since 2026-11-24 11:00 UTC; to freeze the class: npm run class -- spend --class dev --act$/,
    );
    assert.doesNotMatch(describeSpending(reportOn(undefined)), /WARNING|%/);
  });

  it("says that it is at least that where something could not be read, and what has no price", () => {
    const { spending } = reportOn(20);
    const unpriced = [
      { stack: "dev-s01", ...REASON },
      { stack: "dev-s02", ...REASON },
    ];
    const text = lines(
      reportOn(20, {
        unread: [{ what: "stack dev-s02", reason: "no passphrase" }],
        spending: { ...spending, unpriced },
      }),
    );
    assert.equal(text[1], "Spent     at least $4.00 of $20.00 (20 %), $1.5000 an hour");
    assert.ok(text.includes("  aws:x/y:Z: no price rule exists (2 times)"));
    assert.ok(text.includes("  stack dev-s02: no passphrase"));
  });
});

describe("spendingJson", () => {
  it("has the level, the sums and what is missing in them, for a program", () => {
    const { level, spent, own, byStudent, unread, counted } = JSON.parse(
      spendingJson(reportOn(5)),
    ) as Record<string, unknown>;
    assert.deepEqual([level, spent, unread, counted], ["warn", 4, [], undefined]);
    assert.deepEqual(own, { spent: 3, perHour: 1 });
    assert.deepEqual(byStudent, { s01: { spent: 1, perHour: 0.5 } });
  });
});
