import { styleText } from "node:util";
import { EXIT_CODES } from "../console/exit-code.ts";
import { plural } from "../console/plural.ts";
import { textTable } from "../console/text-table.ts";
import { exitCodeFor } from "./check-exit-code.ts";
import type { ClassChecks, StudentChecks } from "./class-results.ts";
import type { Result } from "./run-checks.ts";

/** Result of a lab's checks in the table. */
const OK = styleText("green", "ok");
const FAIL = styleText("red", "FAIL");
const INCONCLUSIVE = styleText("yellow", "inconclusive");
const NOT_HAD = "-";

/** The results of a class: a table of students and labs, with as many labs side by side as fit, then each failure. */
export function describeClassChecks(checks: ClassChecks, columns = 100): string {
  const students = Object.entries(checks);
  const labs = [...new Set(students.flatMap(([, { results }]) => results.map(({ lab }) => lab)))];
  const tables = abreast(labs, columns).map((some) =>
    textTable(
      [
        ["", ...some],
        ...students.map(([student, each]) => [student, ...some.map((lab) => cell(each, lab))]),
      ],
      ["left", ...some.map(() => "left" as const)],
    ).join("\n"),
  );
  const problems = students.flatMap(([student, each]) => problemsOf(student, each));
  return [...tables, ...problems, summary(checks)].map((block) => `\n${block}`).join("\n");
}

/** Labs in groups that fit side by side. */
function abreast(labs: readonly string[], columns: number): string[][] {
  const groups: string[][] = [];
  let room = 0;
  for (const lab of labs) {
    const width = Math.max(lab.length, "inconclusive".length) + 2;
    const last = groups.at(-1);
    if (last && width <= room) last.push(lab);
    else {
      groups.push([lab]);
      room = columns - "students".length;
    }
    room -= width;
  }
  return groups;
}

function cell({ results, reason }: StudentChecks, lab: string): string {
  if (reason !== undefined) return INCONCLUSIVE;
  const its = results.filter((result) => result.lab === lab);
  if (its.length === 0) return NOT_HAD;
  switch (exitCodeFor(its)) {
    case EXIT_CODES.done:
      return OK;
    case EXIT_CODES.failed:
      return FAIL;
    default:
      return INCONCLUSIVE;
  }
}

/** What a teacher may have to act on. */
function problemsOf(student: string, { results, reason }: StudentChecks): string[] {
  if (reason !== undefined) return [`${styleText("bold", student)}  ${INCONCLUSIVE}: ${reason}`];
  return results
    .filter(isProblem)
    .map(({ lab, check, outcome, seen, hint }) =>
      [
        `${styleText("bold", `${student}  ${lab}`)}  ${check}`,
        `  ${outcome === "fail" ? FAIL : INCONCLUSIVE}: ${seen}`,
        ...(hint === undefined ? [] : [`  ${styleText("bold", "do:")} ${hint}`]),
      ].join("\n"),
    );
}

/** A check that cannot run here, or with these settings, is not a problem. */
const isProblem = ({ outcome, obstacle }: Result): boolean =>
  outcome === "fail" || obstacle === "unseen" || obstacle === "credentials";

function summary(checks: ClassChecks): string {
  const all = Object.values(checks);
  const failed = all.filter(({ results }) => results.some(({ outcome }) => outcome === "fail"));
  const unseen = all.filter((each) => each.exitCode !== EXIT_CODES.done && !failed.includes(each));
  const fine = all.length - failed.length - unseen.length;
  const count = (number: number, words: string) => (number === 0 ? [] : [`${number} ${words}`]);
  const text = `${plural(all.length, "student")}: ${[
    ...count(fine, "ok"),
    ...count(failed.length, "with failures"),
    ...count(unseen.length, "inconclusive"),
  ].join(", ")}`;
  return styleText(failed.length > 0 ? "red" : unseen.length > 0 ? "yellow" : "green", text);
}
