import { styleText } from "node:util";
import { textTable } from "../console/text-table.ts";
import type { Outcome, Result } from "./run-checks.ts";

const MARKS: Readonly<Record<Outcome, string>> = {
  pass: styleText("green", "pass"),
  fail: styleText("red", "FAIL"),
  inconclusive: styleText("yellow", "inconclusive"),
};

/** Results as a teacher reads them: lab by lab, what was seen, and what to do about a failure. */
export function describeResults(results: readonly Result[]): string {
  const table = textTable(
    results.map(({ check, outcome, seen }) => [MARKS[outcome], check, seen]),
    ["left", "left", "left"],
  );
  const lines = results.map((result, at) => ({ ...result, line: table[at] ?? "" }));
  const blocks = [...Map.groupBy(lines, ({ lab }) => lab)].map(([lab, its]) =>
    [styleText("bold", lab), ...its.flatMap(withHint)].join("\n"),
  );
  return `\n${blocks.join("\n\n")}\n\n${summary(results)}`;
}

const withHint = ({ line, hint }: Pick<Result, "hint"> & { readonly line: string }): string[] => [
  `  ${line}`,
  ...(hint === undefined ? [] : [`      ${styleText("bold", "do:")} ${hint}`]),
];

function summary(results: readonly Result[]): string {
  const count = (wanted: Outcome) => results.filter(({ outcome }) => outcome === wanted).length;
  const failed = count("fail");
  const rest = `${count("pass")} passed, ${count("inconclusive")} inconclusive`;
  return failed === 0
    ? styleText("green", `Nothing failed: ${rest}.`)
    : styleText("red", `${failed} failed; ${rest}.`);
}
