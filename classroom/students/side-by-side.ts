import { setTimeout } from "node:timers/promises";
import type { ProgressNotes } from "../local/progress-notes.ts";
import { failureOf, type StudentFailure } from "./failure.ts";
import { usualParallel } from "./parallel.ts";
import { forStudents, type StudentEnd } from "./pool.ts";
import type { StudentRow } from "./student-rows.ts";
import { StudentTable } from "./student-table.ts";

export interface SideBySideOptions {
  /** Number of students in parallel. @default by cores and memory */
  readonly parallel: number | undefined;
  /** Whether the result goes to stdout as JSON; the table then goes to stderr. */
  readonly json: boolean;
  /** Whether the first student goes alone. @default false */
  readonly canary?: boolean;
  /** Where progress is noted, too, for `board`. @default nowhere */
  readonly notes?: ProgressNotes;
  /** The work for one student; shows its progress in the row. */
  readonly work: (student: string, row: StudentRow) => Promise<void>;
  /** Classifies an error. @default as for an `up` */
  readonly judge?: (error: unknown, student: string) => StudentFailure;
}

/** Runs the same work for many students in parallel, and shows a table. @returns the result of each */
export async function sideBySide(
  students: readonly string[],
  {
    parallel = usualParallel(),
    json,
    canary = false,
    notes,
    work,
    judge = failureOf,
  }: SideBySideOptions,
): Promise<ReadonlyMap<string, StudentEnd>> {
  const table = new StudentTable(students, json ? process.stderr : process.stdout, { notes });
  const stopping = new Stopping();
  try {
    const ends = await forStudents(students, {
      ...{ parallel, canary, judge, sleep: setTimeout },
      isStopped: () => stopping.isWanted,
      onRetry: (id, { reason }, seconds) => {
        Object.assign(table.row(id), { state: "again later", what: `in ${seconds} s: ${reason}` });
      },
      work: async (id) => {
        table.begin(id);
        await work(id, table.row(id));
        table.finish(id, "done");
      },
    });
    for (const [id, end] of ends)
      if (end.state === "failed") table.finish(id, "failed", end.failure.reason);
    table.end(ends);
    return ends;
  } finally {
    stopping.end();
  }
}

/**
 * Ctrl+C: no further student starts. Running Pulumi processes get the signal from their own command, and finish what they have
 * started.
 */
class Stopping {
  isWanted = false;
  readonly #listener = (): void => {
    this.isWanted = true;
  };

  constructor() {
    process.setMaxListeners(0); // each running Pulumi adds a listener
    process.on("SIGINT", this.#listener).on("SIGTERM", this.#listener);
  }

  end(): void {
    process.off("SIGINT", this.#listener).off("SIGTERM", this.#listener);
  }
}
