import { styleText } from "node:util";
import { shownTime } from "../console/clock.ts";
import { anHour, dollars } from "../console/money.ts";
import { plural } from "../console/plural.ts";
import { textTable } from "../console/text-table.ts";
import type { Unread } from "../spending/class-states.ts";
import type { Spending, UnpricedPart } from "../spending/spent.ts";
import type { Level, Verdict } from "../spending/verdict.ts";

/** The spending of a class at one time. */
export interface SpendReport {
  /** The class's stack. */
  readonly class: string;
  readonly now: Date;
  readonly expires: Date;
  /** USD: `class:maxClassCost`. */
  readonly limit: number | undefined;
  readonly spending: Spending;
  readonly verdict: Verdict;
  readonly frozenSince: string | undefined;
  /** What could not be read. */
  readonly unread: readonly Unread[];
  /** The date of the prices. */
  readonly asOf: string;
}

/** For a reader: the class, each student, what the sum does not include, and the verdict. */
export function describeSpending(report: SpendReport): string {
  const { spending, limit, expires, unread } = report;
  const { spent, perHour, forecast, own, byStudent } = spending;
  const count = Object.keys(byStudent).length;
  const least = unread.length > 0 ? "at least " : "";
  const of = limit === undefined ? "" : ` of ${dollars(limit)} (${share(spent, limit)})`;
  const rows = [["class", own] as const, ...Object.entries(byStudent)].map(([name, amount]) => [
    name,
    dollars(amount.spent),
    anHour(amount.perHour),
  ]);
  return [
    `Class     ${report.class}: ${plural(count, "student")}`,
    `Spent     ${least}${dollars(spent)}${of}, ${anHour(perHour)} an hour`,
    `Forecast  ${least}${dollars(forecast)} until ${shownTime(expires.toISOString())}`,
    "",
    ...textTable([["", "spent", "an hour"], ...rows], ["left", "right", "right"]),
    ...section("Not priced, and not counted", countedTimes(spending.unpriced)),
    ...section(
      "Could not be read",
      unread.map(({ what, reason }) => `${what}: ${reason}`),
    ),
    "",
    `List prices of ${report.asOf}, without requests and traffic, taxes, free tier and credits: docs/cost.md`,
    ...lastLine(report),
  ].join("\n");
}

/** For programs. */
export const spendingJson = (report: SpendReport): string => {
  const { spending, verdict, now, expires, frozenSince, unread, asOf } = report;
  const { spent, perHour, forecast, own, byStudent, unpriced } = spending;
  const all = {
    class: report.class,
    now: now.toISOString(),
    expires: expires.toISOString(),
    limit: report.limit,
    level: verdict.level,
    act: verdict.act,
    why: verdict.why,
    frozenSince,
    ...{ spent, perHour, forecast, own, byStudent, unpriced },
    unread,
    asOf,
  };
  return JSON.stringify(
    all,
    (_, value: unknown) => (typeof value === "number" ? Number(value.toFixed(6)) : value),
    2,
  );
};

const share = (spent: number, limit: number): string => `${Math.floor((spent / limit) * 100)} %`;

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : ["", styleText("bold", title), ...lines.map((line) => `  ${line}`)];

/** Thirty students have the same entry thirty times. */
function countedTimes(unpriced: readonly UnpricedPart[]): string[] {
  const lines = unpriced.map(({ type, item, reason }) =>
    item === type ? `${type}: ${reason}` : `${item}, ${type}: ${reason}`,
  );
  return [...Map.groupBy(lines, (line) => line)].map(([line, { length }]) =>
    length === 1 ? line : `${line} (${length} times)`,
  );
}

const DANGER: readonly Level[] = ["freeze", "close"];

function lastLine({ verdict, frozenSince, ...report }: SpendReport): string[] {
  const { level, act, why } = verdict;
  if (level === "ok" || level === "no limit") return [];
  const frozen = frozenSince === undefined ? "" : `; frozen since ${shownTime(frozenSince)}`;
  const call = `npm run class -- spend --class ${report.class} --act`;
  const next = act === undefined ? "" : `; to ${act} the class: ${call}`;
  const line = `WARNING: ${why}${frozen}${next}`;
  return ["", styleText(DANGER.includes(level) ? "red" : "yellow", line)];
}
