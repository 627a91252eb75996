import type { Display } from "../pulumi/progress/display.ts";
import type { Line, Operation } from "../pulumi/progress/operation.ts";
import { type Progress, type ProgressRow, ProgressNotes } from "./progress-notes.ts";

/** Notes the progress of a class's own stack, by lab. */
class NotedProgress implements Pick<Display, "update" | "end"> {
  readonly #notes: ProgressNotes;
  #rows: readonly ProgressRow[] = [];

  constructor(notes: ProgressNotes) {
    this.#notes = notes;
  }

  update(operation: Operation, now: number): void {
    this.#rows = rowsOf(operation, now);
    this.#notes.take(this.#rows, now);
  }

  /** A command may run several operations: it is over only after the last one. */
  end(operation: Operation, now: number): void {
    this.update(operation, now);
  }

  over(): void {
    if (this.#rows.length > 0) this.#notes.end(this.#rows);
  }
}

/**
 * Notes, for `board`, the progress of all operations that a command runs on a stack.
 *
 * @param run passes the display on to each operation
 */
export async function notingProgress<T>(
  stack: string,
  work: Progress["work"],
  run: (noted: Pick<Display, "update" | "end">) => Promise<T>,
): Promise<T> {
  const noted = new NotedProgress(new ProgressNotes(stack, { of: "labs", work }));
  try {
    return await run(noted);
  } finally {
    noted.over();
  }
}

const rowsOf = ({ lines }: Operation, now: number): ProgressRow[] =>
  [...lines.values()].map((line) => ({
    ...{ key: line.name, state: stateOf(line), done: line.done },
    ...(line.total !== undefined && { total: line.total }),
    what: line.longest
      ? `${line.longest.step.verb} ${line.longest.title}, ${Math.round((now - line.longest.step.since) / 1000)} s`
      : "",
  }));

function stateOf(line: Line): ProgressRow["state"] {
  if (line.count("failed") > 0) return "failed";
  if (line.isDone) return "done";
  return line.first === undefined ? "waiting" : "at work";
}
