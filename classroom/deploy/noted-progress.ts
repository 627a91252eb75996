import { type ProgressRow, ProgressNotes } from "../local/progress-notes.ts";
import type { Display } from "../pulumi/progress/display.ts";
import type { Line, Operation } from "../pulumi/progress/operation.ts";

/** Notes the progress of a class's own stack, by lab. */
export class NotedProgress implements Pick<Display, "update" | "end"> {
  readonly #notes: ProgressNotes;

  constructor(stack: string) {
    this.#notes = new ProgressNotes(stack, "labs");
  }

  update(operation: Operation, now: number): void {
    this.#notes.take(rowsOf(operation, now), now);
  }

  end(operation: Operation, now: number): void {
    this.#notes.end(rowsOf(operation, now), now);
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
