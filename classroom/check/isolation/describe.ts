import { styleText } from "node:util";
import { callOn } from "../../console/call-on.ts";
import { EXIT_CODES } from "../../console/exit-code.ts";
import { plural } from "../../console/plural.ts";
import { textTable } from "../../console/text-table.ts";
import {
  type ClassIsolation,
  type Situation,
  SITUATIONS,
  type StudentIsolation,
} from "./isolation.ts";

const HEADINGS: Readonly<Record<Situation, string>> = {
  own: "own allowed",
  neighbour: "neighbour's denied",
  afterEnd: "denied after the end",
};

/** 1 when a decision is wrong, 2 when a decision could not be simulated. */
export function isolationExitCode(isolation: ClassIsolation): number {
  const all = Object.values(isolation);
  if (all.some(({ wrong }) => wrong.length > 0)) return EXIT_CODES.failed;
  const isSeen = all.length > 0 && all.every(({ reason }) => reason === undefined);
  return isSeen ? EXIT_CODES.done : EXIT_CODES.inconclusive;
}

/**
 * Students and situations as a table, then one line for each wrong decision.
 *
 * @param className the class's stack, which has the policies
 */
export function describeIsolation(isolation: ClassIsolation, className: string): string {
  const students = Object.entries(isolation);
  const table = textTable(
    [
      ["", ...SITUATIONS.map((situation) => HEADINGS[situation])],
      ...students.map(([student, each]) => [student, ...SITUATIONS.map((its) => cell(each, its))]),
    ],
    ["left", "left", "left", "left"],
  );
  const problems = students.flatMap(([student, each]) => problemsOf(student, each));
  const isWrong = isolationExitCode(isolation) === EXIT_CODES.failed;
  const repair = `${styleText("bold", "do:")} to restore the class's policies: ${callOn("solve", className)}`;
  return [table.join("\n"), ...problems, ...(isWrong ? [repair] : []), summary(isolation)]
    .map((block) => `\n${block}`)
    .join("\n");
}

function cell({ right, wrong, reason }: StudentIsolation, situation: Situation): string {
  if (reason !== undefined) return styleText("yellow", "inconclusive");
  const all = right[situation] + wrong.filter((each) => each.situation === situation).length;
  return styleText(right[situation] === all ? "green" : "red", `${right[situation]} of ${all}`);
}

function problemsOf(student: string, { wrong, neighbour, reason }: StudentIsolation): string[] {
  const name = styleText("bold", student);
  const phrases: Readonly<Record<Situation, string>> = {
    own: "is denied on own resources",
    neighbour: `is allowed on resources of ${neighbour ?? "a neighbour"}`,
    afterEnd: "is still allowed after the class's end",
  };
  return [
    ...(reason === undefined ? [] : [`${name}  inconclusive: ${reason}`]),
    ...wrong.map(({ situation, action }) => `${name}  ${action} ${phrases[situation]}`),
  ];
}

function summary(isolation: ClassIsolation): string {
  const all = Object.values(isolation);
  const wrong = all.filter((each) => each.wrong.length > 0).length;
  const unseen = all.filter((each) => each.wrong.length === 0 && each.reason !== undefined).length;
  const count = (number: number, words: string) => (number === 0 ? [] : [`${number} ${words}`]);
  const text = [
    ...count(all.length - wrong - unseen, "isolated"),
    ...count(wrong, "NOT isolated"),
    ...count(unseen, "inconclusive"),
  ].join(", ");
  const color = wrong > 0 ? "red" : unseen > 0 ? "yellow" : "green";
  return styleText(color, `${plural(all.length, "student")}: ${text}`);
}
