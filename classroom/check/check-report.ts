import { styleText } from "node:util";
import type { Outcome, Result } from "./run-checks.ts";

const MARKS: Readonly<Record<Outcome, string>> = {
  pass: styleText("green", "pass       "),
  fail: styleText("red", "FAIL       "),
  "cannot tell": styleText("yellow", "cannot tell"),
};

/** Results as a teacher reads them: lab by lab, what was seen, and what to do about a failure. */
export function describeResults(results: readonly Result[]): string {
  const width = Math.max(0, ...results.map(({ check }) => check.length));
  const blocks = [...Map.groupBy(results, ({ lab }) => lab)].map(([lab, its]) =>
    [styleText("bold", lab), ...its.flatMap((result) => lines(result, width))].join("\n"),
  );
  return `\n${blocks.join("\n\n")}\n\n${summary(results)}`;
}

const lines = ({ check, outcome, seen, hint }: Result, width: number): string[] => [
  `  ${MARKS[outcome]}  ${check.padEnd(width)}  ${seen}`,
  ...(hint === undefined ? [] : [`               ${styleText("bold", "do:")} ${hint}`]),
];

function summary(results: readonly Result[]): string {
  const count = (wanted: Outcome) => results.filter(({ outcome }) => outcome === wanted).length;
  const failed = count("fail");
  const rest = `${count("pass")} passed, ${count("cannot tell")} cannot be told from here`;
  return failed === 0
    ? styleText("green", `Nothing failed: ${rest}.`)
    : styleText("red", `${failed} failed; ${rest}.`);
}
