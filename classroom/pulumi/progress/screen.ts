import { LinesInPlace } from "../../console/lines-in-place.ts";
import type { Display, Output } from "./display.ts";
import type { Operation } from "./operation.ts";
import { linesAtWork, summaryLines } from "./rows.ts";

/** One line for each lab on a terminal, updated in place. */
export class Screen implements Display {
  readonly #lines: LinesInPlace;

  constructor(output: Output) {
    this.#lines = new LinesInPlace(output);
  }

  say(text: string, short = text): void {
    this.#lines.say(short);
  }

  update(operation: Operation, now: number): void {
    const { columns, rows } = this.#lines;
    this.#lines.draw(linesAtWork(operation, now, { columns, rows }));
  }

  end(operation: Operation, now: number): void {
    this.#lines.end(summaryLines(operation, now, this.#lines.columns));
  }
}
