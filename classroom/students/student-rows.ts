import { plural } from "../console/plural.ts";
import { type Alignment, fitted, textTable } from "../console/text-table.ts";
import type { StudentEnd } from "./pool.ts";

/** The progress of a student's stack during a command for all students. */
export interface StudentRow {
  readonly student: string;
  state: "waiting" | "at work" | "again later" | StudentEnd["state"];
  /** Number of finished resources, and the expected total. */
  done: number;
  total: number | undefined;
  /** When its work started, and ended, in milliseconds since 1970. */
  since: number | undefined;
  until: number | undefined;
  /** What it waits for, or why it failed. */
  what: string;
}

const ALIGNMENTS: readonly Alignment[] = ["left", "left", "right", "right", "left"];

/** One line for each student; with too little space, those that are done or have not started share one. */
export function studentLines(
  rows: readonly StudentRow[],
  now: number,
  room: { readonly columns: number; readonly rows: number },
): string[] {
  const space = Math.max(2, room.rows - 1); // the total needs one, too
  const isFull = rows.length > space;
  const busy = rows.filter(({ state }) => state !== "waiting" && state !== "done");
  const shown = isFull ? busy.slice(0, space - 1) : rows;
  const others = rows.length - shown.length;
  return [
    ...textTable(
      shown.map((row) => cells(row, now)),
      ALIGNMENTS,
    ),
    ...(others > 0 ? [`${others} others`] : []),
    totalOf(rows),
  ].map((line) => fitted(`  ${line}`, room.columns - 1)); // a terminal may wrap after the last column
}

/** A row for a log, or for a permanent table. */
export const cells = (
  { student, state, done, total, since, until, what }: StudentRow,
  now: number,
) => [
  student,
  state,
  total === undefined && done === 0
    ? ""
    : total === undefined
      ? String(done)
      : `${done} of ${total}`,
  since === undefined ? "" : `${Math.round(((until ?? now) - since) / 1000)} s`,
  what,
];

/** `30 students: 27 done, 2 at work, 1 failed` */
export function totalOf(rows: readonly StudentRow[]): string {
  const counts = Map.groupBy(rows, ({ state }) => state);
  const states = [...counts].map(([state, all]) => `${all.length} ${state}`).join(", ");
  return `${plural(rows.length, "student")}${states === "" ? "" : `: ${states}`}`;
}
