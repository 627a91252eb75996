import { type ProgressNotes, type ProgressRow } from "../local/progress-notes.ts";
import { LinesInPlace } from "../console/lines-in-place.ts";
import { isScreen, type Output } from "../pulumi/progress/display.ts";
import type { StudentEnd } from "./pool.ts";
import { cells, studentLines, type StudentRow, totalOf } from "./student-rows.ts";

/** Interval of updates. */
const PAUSE_MS = 250;

/** Maximum time without a line in a log. */
const SILENCE_MS = 30_000;

/** The students of a command on a screen, one line each; in a log, one line when a student is done. */
export class StudentTable {
  readonly #rows: ReadonlyMap<string, StudentRow>;
  readonly #output: Output;
  readonly #lines: LinesInPlace | undefined;
  readonly #looking: NodeJS.Timeout;
  readonly #notes: ProgressNotes | undefined;
  #lastPrinted = Date.now();

  /** @param notes where progress is noted, too @default nowhere */
  constructor(
    students: readonly string[],
    output: Output = process.stdout,
    { notes }: { readonly notes?: ProgressNotes | undefined } = {},
  ) {
    this.#notes = notes;
    this.#rows = new Map(students.map((student) => [student, newRow(student)]));
    this.#output = output;
    this.#lines = isScreen(output, process.env) ? new LinesInPlace(output) : undefined;
    this.#looking = setInterval(() => {
      this.#look(Date.now());
    }, PAUSE_MS);
  }

  row(student: string): StudentRow {
    const row = this.#rows.get(student);
    if (row === undefined) throw new Error(`${student} is not in the table`);
    return row;
  }

  /** Marks work for a student as started, or restarted. */
  begin(student: string): void {
    const row = this.row(student);
    row.since ??= Date.now();
    Object.assign(row, { state: "at work", what: "" });
  }

  /** Marks work for a student as ended. */
  finish(student: string, state: StudentRow["state"], what = ""): void {
    const row = this.row(student);
    Object.assign(row, { state, what, until: Date.now() });
    this.#tell(row);
  }

  /** Shows the results of all students. */
  end(ends: ReadonlyMap<string, StudentEnd>): void {
    clearInterval(this.#looking);
    for (const [student, end] of ends)
      if (end.state === "not begun")
        Object.assign(this.row(student), { state: "not begun", what: end.why });
    const rows = [...this.#rows.values()];
    this.#notes?.end(rows.map(noted));
    if (this.#lines) {
      const { columns } = this.#lines;
      this.#lines.end(studentLines(rows, Date.now(), { columns, rows: rows.length + 1 }));
    } else this.#say([totalOf(rows)]);
  }

  #look(now: number): void {
    const rows = [...this.#rows.values()];
    this.#notes?.take(rows.map(noted), now);
    if (this.#lines) this.#lines.draw(studentLines(rows, now, this.#lines));
    else if (now - this.#lastPrinted >= SILENCE_MS) this.#say([totalOf(rows)]);
  }

  /** In a log only: on a screen, the row itself shows it. */
  #tell(row: StudentRow): void {
    if (!this.#lines) this.#say(cells(row, Date.now()));
  }

  #say(words: readonly string[]): void {
    this.#lastPrinted = Date.now();
    this.#output.write(`  ${words.filter((word) => word !== "").join("  ")}\n`);
  }
}

const noted = ({ student: key, state, done, total, what }: StudentRow): ProgressRow => ({
  ...{ key, state, done, what },
  ...(total !== undefined && { total }),
});

const newRow = (student: string): StudentRow => ({
  student,
  state: "waiting",
  done: 0,
  total: undefined,
  since: undefined,
  until: undefined,
  what: "",
});
