import { setTimeout } from "node:timers/promises";
import { ProgressNotes } from "../local/progress-notes.ts";
import { failureOf, type StudentFailure } from "./failure.ts";
import { usualParallel } from "./parallel.ts";
import { forStudents, type StudentEnd } from "./pool.ts";
import type { StudentRow } from "./student-rows.ts";
import { StudentTable } from "./student-table.ts";

export interface SideBySideOptions {
  /** How many at once. @default by cores and memory */
  readonly parallel: number | undefined;
  /** Whether the result goes to stdout as JSON: the table goes to stderr then. */
  readonly json: boolean;
  /** Whether the first one goes alone. @default false */
  readonly canary?: boolean;
  /** The class whose progress is noted by this, for `board`. @default none */
  readonly className?: string;
  /** Does the work for one, and shows in the row how far it is. */
  readonly work: (student: string, row: StudentRow) => Promise<void>;
  /** What an error means. @default as for an `up` */
  readonly judge?: (error: unknown, student: string) => StudentFailure;
}

/** Does the same work for many students, some at a time, and shows it as a table. @returns what has become of each */
export async function sideBySide(
  students: readonly string[],
  {
    parallel = usualParallel(),
    json,
    canary = false,
    className,
    work,
    judge = failureOf,
  }: SideBySideOptions,
): Promise<ReadonlyMap<string, StudentEnd>> {
  const notes = className === undefined ? undefined : new ProgressNotes(className, "students");
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

/** Ctrl-C: nothing further starts; Pulumi is told by who runs it, and ends what it has begun. */
class Stopping {
  isWanted = false;
  readonly #listener = (): void => {
    this.isWanted = true;
  };

  constructor() {
    process.setMaxListeners(0); // each Pulumi that runs listens, too
    process.on("SIGINT", this.#listener).on("SIGTERM", this.#listener);
  }

  end(): void {
    process.off("SIGINT", this.#listener).off("SIGTERM", this.#listener);
  }
}
