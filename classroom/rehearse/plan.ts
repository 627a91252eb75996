import { styleText } from "node:util";
import { callOn } from "../console/call-on.ts";
import { shownTime } from "../console/clock.ts";
import { anHour, dollars } from "../console/money.ts";
import { LOCAL } from "../console/shared-options.ts";
import { textTable } from "../console/text-table.ts";
import { plural } from "../console/plural.ts";
import type { ClassCost } from "../pricing/class-cost.ts";
import { unpriced } from "../pricing/totals.ts";
import type { Journal } from "./journal.ts";
import type { KnownFault } from "./stage.ts";

export interface Plan {
  readonly journal: Journal;
  readonly cost: ClassCost;
  readonly faults: ReadonlyMap<string, KnownFault>;
  readonly budget: number | undefined;
}

/** The steps and cost of a rehearsal, for the user's consent. */
export function describePlan({ journal, cost, faults, budget }: Plan): string {
  const { stack, labs, arrivals, preflight, expires } = journal;
  const broken = labs.filter((id) => faults.has(id));
  const rows = [
    ["preflight", preflightOf(preflight, stack)],
    ["up", `${plural(labs.length, "lab")}, one after the other: ${labs.join(", ")}`],
    ["check", "every lab, waiting until servers have booted"],
    ["break", broken.length === 0 ? "no lab has a fault" : `${broken.join(", ")}; then repair`],
    ["down", "everything, data and what was made by hand in it too; then look for leftovers"],
    ["Ctrl+C", "goes on with down at once"],
    ["cost", `${costOf(cost)}${limitOf(budget)}`],
    ...(stack === LOCAL ? [] : [["expires", `${shownTime(expires)}, if this computer fails`]]),
  ];
  const done = arrivals.length === 0 ? "" : `, which goes on: ${arrivals.length} labs were tried`;
  return [
    `${styleText("bold", `Rehearsal of stack ${stack}`)}${done}`,
    ...textTable(rows, ["left", "left"]).map((line) => `  ${line}`),
    "",
  ].join("\n");
}

function preflightOf({ ok, unknown, notReady }: Journal["preflight"], stack: string): string {
  const rest = `${ok} ok, ${unknown} unknown: ${callOn("preflight", stack)}`;
  if (notReady.length === 0) return rest;
  return `${styleText("red", `NOT READY: ${notReady.join("; ")}`)}; ${rest}`;
}

function costOf({ config, total, lines }: ClassCost): string {
  const where = config.stack === LOCAL ? "nothing here; on AWS" : "about";
  const more = unpriced(lines).length > 0 ? ", and what is not priced" : "";
  return `${where} ${anHour(total.hour)} an hour when all labs are up${more}`;
}

const limitOf = (budget: number | undefined): string =>
  budget === undefined ? "" : `; goes on with down once it has cost ${dollars(budget)}`;
