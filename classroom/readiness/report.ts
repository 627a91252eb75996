import { styleText } from "node:util";
import { textTable } from "../console/text-table.ts";
import { type AnyRow, isQuotaRow, type Kind, type Row } from "./row.ts";

const MARKS: Readonly<Record<Row["verdict"], string>> = {
  ok: styleText("green", "ok"),
  fail: styleText("red", "NOT READY"),
  unknown: styleText("yellow", "unknown"),
  note: "note",
};

const TITLES: Readonly<Record<Kind, string>> = {
  gate: "Account",
  quota: "Quotas",
  offer: "Region",
  network: "Network of the school",
};

/** All results for an instructor; each problem has a fix. */
export function describeReadiness(rows: readonly AnyRow[]): string {
  const kinds = (Object.keys(TITLES) as Kind[]).filter((kind) =>
    rows.some((row) => row.kind === kind),
  );
  const sections = kinds.map((kind) => {
    const its = rows.filter((row) => row.kind === kind);
    return [styleText("bold", TITLES[kind]), ...(kind === "quota" ? quotas(its) : plain(its))];
  });
  return `\n${sections.map((lines) => lines.join("\n")).join("\n\n")}\n\n${summary(rows)}`;
}

/** Only problems, for a run that continues. */
export const describeRed = (rows: readonly AnyRow[]): string[] =>
  plain(rows.filter(({ verdict }) => verdict === "fail"));

const plain = (rows: readonly Row[]): string[] =>
  withFixes(
    rows,
    textTable(
      rows.map(({ verdict, what, region, seen }) => [MARKS[verdict], what, region, seen]),
      ["left", "left", "left", "left"],
    ),
  );

function quotas(rows: readonly AnyRow[]): string[] {
  const cells = rows
    .filter(isQuotaRow)
    .map(({ verdict, what, region, seen, ...row }) => [
      MARKS[verdict],
      what,
      region,
      count(row.needed),
      row.used === undefined ? "?" : count(row.used),
      count(row.limit),
      seen,
    ]);
  const head = ["", "", "", "needed", "used", "limit", ""];
  const [first = "", ...lines] = textTable(
    [head, ...cells],
    ["left", "left", "left", "right", "right", "right", "left"],
  );
  return [`  ${first}`, ...withFixes(rows, lines)];
}

const count = (number: number): string => number.toLocaleString("en");

const withFixes = (rows: readonly Row[], lines: readonly string[]): string[] =>
  rows.flatMap(({ fix, verdict }, at) => [
    `  ${lines[at] ?? ""}`,
    ...(fix === undefined || verdict === "ok" ? [] : [`      ${styleText("bold", "do:")} ${fix}`]),
  ]);

function summary(rows: readonly AnyRow[]): string {
  const tally = (wanted: Row["verdict"]) => rows.filter(({ verdict }) => verdict === wanted).length;
  const failed = tally("fail");
  const rest = `${tally("ok")} ok, ${tally("unknown")} unknown`;
  if (failed > 0) return styleText("red", `${failed} not ready; ${rest}.`);
  const style = tally("unknown") > 0 ? "yellow" : "green";
  return styleText(style, `No problem found: ${rest}.`);
}
