import { styleText } from "node:util";
import { textTable } from "../console/text-table.ts";
import { EXIT_CODES } from "../console/exit-code.ts";
import { exitCodeFor } from "./check-exit-code.ts";
import type { Outcome, Result } from "./run-checks.ts";

const MARKS: Readonly<Record<Outcome, string>> = {
  pass: styleText("green", "pass"),
  fail: styleText("red", "FAIL"),
  inconclusive: styleText("yellow", "inconclusive"),
};

/** Results for a teacher: for each lab what was seen, and what to do about a failure. */
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

/** In this order: first what a reader can do something about. */
const OBSTACLES: Readonly<Record<NonNullable<Result["obstacle"]>, string>> = {
  credentials: "not checked: the credentials do not work",
  unseen: "not checked: no answer, or no permission; run check again",
  exercise: "for an exercise that is not done yet",
  settings: "with nothing to check under these settings",
  emulator: "testable on AWS only",
};

function summary(results: readonly Result[]): string {
  const count = (wanted: Outcome) => results.filter(({ outcome }) => outcome === wanted).length;
  const [passed, failed, open] = [count("pass"), count("fail"), count("inconclusive")];
  const rest = `${passed} passed, ${open} inconclusive.`;
  return [headline({ failed, rest, code: exitCodeFor(results) }), ...reasons(results)].join("\n");
}

interface Headline {
  readonly failed: number;
  readonly rest: string;
  readonly code: number;
}

function headline({ failed, rest, code }: Headline): string {
  if (failed > 0) return styleText("red", `${failed} failed; ${rest}`);
  return styleText(code === EXIT_CODES.done ? "green" : "yellow", `Nothing failed: ${rest}`);
}

/** How many checks are inconclusive for each reason, a line each. */
const reasons = (results: readonly Result[]): string[] =>
  Object.entries(OBSTACLES).flatMap(([obstacle, words]) => {
    const count = results.filter((result) => result.obstacle === obstacle).length;
    return count === 0 ? [] : [`  ${count} ${words}`];
  });
