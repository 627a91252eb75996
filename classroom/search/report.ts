import { styleText } from "node:util";
import { anHour, dollars } from "../console/money.ts";
import { plural } from "../console/plural.ts";
import { type Alignment, textTable } from "../console/text-table.ts";
import { type PriceTable, readPrices } from "../pricing/price-table.ts";
import { type End, titleOf } from "./until-clean.ts";
import { costOf, type LeftoverCost, totalOf } from "./leftover-cost.ts";
import type { Leftover } from "./leftover.ts";

const COLUMNS: readonly (readonly [heading: string, alignment: Alignment])[] = [
  ["kind", "left"],
  ["name or id", "left"],
  ["lab", "left"],
  ["region", "left"],
  ["age", "right"],
  ["an hour", "right"],
  ["a month", "right"],
  ["ours because", "left"],
];

/** What was found and what was done with it, for a teacher. */
export function describeEnd(
  { clean, up = 0, found, unseen, stuck }: End,
  now: Date,
  prices = readPrices(),
): string {
  const blind = unseen.map(({ kind, region, reason }) => `${kind} in ${region}: ${reason}`);
  const kept = stuck.map(({ leftover, reason }) => `${titleOf(leftover)}: ${reason}`);
  return [
    ...GROUPS.flatMap(({ heading, standings }) => {
      const its = found.filter(({ standing }) => standings.includes(standing));
      if (its.length === 0) return [];
      return [
        [...(heading ? [styleText("bold", heading)] : []), table(its, now, prices)].join("\n"),
      ];
    }),
    ...block("Could not be deleted", kept),
    ...block("Could not be searched", blind),
    verdict(clean, up, found.length, unseen.length),
  ].join("\n\n");
}

/** What is certain, what needs its own confirmation, and what is not the class's, separately. */
const GROUPS: readonly {
  readonly heading?: string;
  readonly standings: readonly Leftover["standing"][];
}[] = [
  { standings: ["proven"] },
  {
    heading:
      "Not certain: anybody can write tags, and names can be used again. --delete asks about these separately.",
    standings: ["claimed", "disputed"],
  },
  {
    heading:
      "Not the class's, although they have its tags. Never deleted: remove the tags, or delete them by hand.",
    standings: ["foreign"],
  },
];

const block = (heading: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [[styleText("bold", heading), ...lines].join("\n  ")];

function verdict(clean: boolean, up: number, found: number, unseen: number): string {
  if (clean) return styleText("green", "Clean: checked twice, nothing found.");
  const left = found === 0 ? "nothing found" : `${found} left over`;
  const not = unseen === 0 ? "" : `; ${unseen} places could not be searched`;
  const running = up === 0 ? "" : `the class is still running (${plural(up, "resource")}); `;
  return styleText("red", `Not clean: ${running}${left}${not}.`);
}

/** Leftovers in columns, in the order of deletion, with their cost. */
export function table(found: readonly Leftover[], now: Date, prices: PriceTable): string {
  const priced = found.map((leftover) => ({ leftover, cost: costOf(leftover, prices) }));
  const { hour, month, unpriced } = totalOf(priced.map(({ cost }) => cost));
  const more = unpriced === 0 ? "" : `and ${unpriced} that are not priced`;
  const [heading = "", ...lines] = textTable(
    [
      COLUMNS.map(([name]) => name),
      ...priced.map(({ leftover, cost }) => cells(leftover, cost, now)),
      ["total", "", "", "", "", anHour(hour), dollars(month), more],
    ],
    COLUMNS.map(([, alignment]) => alignment),
  );
  return [styleText("bold", heading), ...lines, `Prices of ${prices.listed.asOf}.`].join("\n");
}

const cells = (leftover: Leftover, cost: LeftoverCost, now: Date): string[] => {
  const { kind, id, name = id, lab = "", region, createdAt, going } = leftover;
  const title = name === id ? id : `${name} (${shortened(id)})`;
  const age = createdAt === undefined ? "?" : ageOf(createdAt, now);
  const why = going ? `${leftover.why}; being deleted` : leftover.why;
  return [kind, title, lab, region, age, ...usd(cost), why];
};

const usd = (cost: LeftoverCost): [hour: string, month: string] =>
  cost.status === "priced" ? [anHour(cost.hour), dollars(cost.month)] : [cost.status, cost.status];

/** The end of an ARN: the rest is in the other columns. */
const shortened = (id: string): string =>
  id.startsWith("arn:") ? (id.split("/").pop() ?? id) : id;

const UNITS = [
  ["d", 86_400],
  ["h", 3600],
  ["min", 60],
] as const;

/** `3 d`: age in the largest unit that fits. */
export function ageOf(createdAt: Date, now: Date): string {
  const seconds = Math.max(0, (now.getTime() - createdAt.getTime()) / 1000);
  const [unit, size] = UNITS.find(([, each]) => seconds >= each) ?? ["min", 60];
  return `${Math.floor(seconds / size)} ${unit}`;
}
