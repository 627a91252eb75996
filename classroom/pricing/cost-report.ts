import { styleText } from "node:util";
import { inKorean } from "../../labs/contract/text.ts";
import { anHour, dollars } from "../console/money.ts";
import { callOn } from "../console/call-on.ts";
import { plural } from "../console/plural.ts";
import { LOCAL } from "../console/shared-options.ts";
import { textTable } from "../console/text-table.ts";
import type { ClassCost } from "./class-cost.ts";
import type { CostLine } from "./cost-line.ts";
import { type LabTotal, type Total, totalsByLab, unpriced } from "./totals.ts";

/** A class's cost for a reader: by lab, with the assumed use and what has no price. */
export function describeCost(cost: ClassCost): string {
  const { config, hours, students, lines, total, prices } = cost;
  const title = `Class ${config.stack} in ${config.region}: ${plural(hours, "hour")}, ${plural(students, "student")}`;
  const { asOf, by } = prices.listed;
  const origin = by === "hand" ? "written down by hand" : "by AWS's price list";
  return [
    "",
    styleText("bold", title),
    "",
    ...textTable(
      [
        ["lab", "", "an hour", "the class", "a month", ""],
        ...rows(cost),
        ["", "", "", "", "", ""],
        ["whole class", "", ...amounts(total), count(unpriced(lines))],
        ["each student", "", ...amounts(shared(total, students)), ""],
      ],
      ["left", "left", "right", "right", "right", "left"],
    ),
    ...section("Use that was assumed", assumptions(lines)),
    ...section("Not priced, and not counted", unpricedNames(lines)),
    "",
    `List prices in USD of ${asOf}, ${origin}, without taxes, free tier and credits: docs/cost.md`,
    "",
  ].join("\n");
}

/** The same in one line, for a deployment. */
export function describeTotal({ config, total, hours, lines }: ClassCost): string {
  const where = config.stack === LOCAL ? "nothing here; on AWS" : "about";
  const more = unpriced(lines).length > 0 ? ", and what is not priced" : "";
  return `${where} ${anHour(total.hour)} an hour, ${dollars(total.class)} in ${hours} hours${more}: ${callOn("cost", config.stack)}`;
}

/** The labs in class order, then shared resources. */
function rows({ config, lines, hours }: ClassCost): string[][] {
  const totals = totalsByLab(lines, hours);
  const labs = config.labs.map(({ lab: { id, title } }) => {
    const own = totals.find(({ lab }) => lab === id);
    return own ? row(own, inKorean(title)) : [id, inKorean(title), "free"];
  });
  const ids = config.labs.map(({ lab }) => lab.id);
  const foundations = totals.filter(({ lab }) => !ids.includes(lab));
  return [...labs, ...foundations.map((foundation) => row(foundation, "(shared by labs)"))];
}

const row = (total: LabTotal, title: string): string[] => [
  total.lab,
  title,
  ...(total.month === 0 && total.unpriced.length === 0 ? ["free", "", ""] : amounts(total)),
  count(total.unpriced),
];

const amounts = (total: Total): string[] => [
  anHour(total.hour),
  dollars(total.class),
  dollars(total.month),
];

const shared = (total: Total, students: number): Total => ({
  hour: total.hour / students,
  class: total.class / students,
  month: total.month / students,
});

const count = (lines: readonly CostLine[]): string =>
  lines.length === 0 ? "" : `+ ${lines.length} not priced`;

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : ["", styleText("bold", title), ...lines.map((line) => `  ${line}`)];

/** The assumptions, once for all resources of a kind. */
function assumptions(lines: readonly CostLine[]): string[] {
  const pairs = lines.flatMap((line) =>
    line.status === "priced" && line.assumed !== undefined ? [`${line.item}\n${line.assumed}`] : [],
  );
  return textTable(
    [...new Set(pairs)].map((pair) => pair.split("\n")),
    ["left", "left"],
  );
}

const unpricedNames = (lines: readonly CostLine[]): string[] =>
  unpriced(lines).map(({ lab, name, item, reason }) => `${lab}: ${item} (${name}): ${reason}`);
