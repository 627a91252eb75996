import { styleText } from "node:util";
import { callOn } from "../console/call-on.ts";
import { shownTime } from "../console/clock.ts";
import { distance } from "../console/expiry.ts";
import { anHour, dollars } from "../console/money.ts";
import { plural } from "../console/plural.ts";
import { textTable } from "../console/text-table.ts";
import type { ChecksSummary } from "../checking/last-checks.ts";
import type { ClassStatus, StudentStatus } from "../class-status/class-status.ts";

const STYLES: Readonly<Record<StudentStatus["state"], "green" | "red" | "yellow">> = {
  up: "green",
  changing: "yellow",
  failed: "red",
  "no resources": "red",
  "not there": "red",
  unknown: "yellow",
};

const MINUTE_MS = 60_000;

/** A line for each student, and one for the total, which does not include the class's own stack. */
export function describeStatus({ class: name, at, expires, students }: ClassStatus): string {
  const now = new Date(at);
  const all = Object.entries(students);
  const end = (time: string) => `${shownTime(time)}, ${distance(time, now)}`;
  const rows = all.map(([student, each]) => [
    student,
    styleText(STYLES[each.state], each.state),
    each.resources === undefined ? "" : String(each.resources),
    each.spent === undefined ? "" : dollars(each.spent),
    each.perHour === undefined ? "" : anHour(each.perHour),
    each.checks ? shownChecks(each.checks) : "not checked",
    each.checks ? ago(each.checks.at, now) : "",
    // The class's end is shown above.
    [
      each.reason,
      each.expires !== undefined && each.expires !== expires && `expires ${end(each.expires)}`,
    ]
      .filter((text) => typeof text === "string")
      .join("; "),
  ]);
  const about = [
    `Class     ${name}`,
    `Expires   ${expires === undefined ? "unknown: the class's stack does not say it" : end(expires)}`,
    "",
  ];
  if (rows.length === 0) return [...about, noStudents(name)].join("\n");
  const head = ["student", "stack", "resources", "spent", "an hour", "checks", "", ""];
  return [
    ...about,
    ...textTable(
      [head, ...rows],
      ["left", "left", "right", "right", "right", "left", "left", "left"],
    ),
    "",
    totalOf(all.map(([, each]) => each)),
  ].join("\n");
}

/** For a deployed stack, "0 resources" would be wrong. */
const noStudents = (name: string): string =>
  `No students to show.
  To open the class for students: npm run class -- open ROSTER --class ${name}
  To check the labs of its own stack: ${callOn("check", name)}`;

const ago = (at: string, now: Date): string =>
  now.getTime() - Date.parse(at) < MINUTE_MS ? "just now" : distance(at, now);

const shownChecks = ({ passed, failed, labs }: ChecksSummary): string =>
  failed > 0
    ? styleText("red", `FAIL ${labs.join(", ")}`)
    : styleText(passed > 0 ? "green" : "yellow", passed > 0 ? `${passed} ok` : "inconclusive");

/** `30 students: 28 up, 2 failed; 616 resources; $1.20 spent, $0.4012 an hour; last checks: 27 without failure, 1 with` */
function totalOf(students: readonly StudentStatus[]): string {
  const states = [...Map.groupBy(students, ({ state }) => state)];
  const resources = students.reduce((sum, each) => sum + (each.resources ?? 0), 0);
  const sum = (of: "spent" | "perHour") => students.reduce((usd, each) => usd + (each[of] ?? 0), 0);
  const checked = students.flatMap(({ checks }) => checks ?? []);
  const failed = checked.filter((checks) => checks.failed > 0).length;
  const of = states.map(([state, its]) => `${its.length} ${state}`).join(", ");
  return [
    `${plural(students.length, "student")}${of === "" ? "" : `: ${of}`}`,
    `${resources} resources`,
    `${dollars(sum("spent"))} spent, ${anHour(sum("perHour"))} an hour`,
    `last checks: ${checked.length - failed} without failure, ${failed} with`,
  ].join("; ");
}
