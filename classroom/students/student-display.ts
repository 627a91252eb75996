import { appendFileSync, rmSync, writeFileSync } from "node:fs";
import type { Display } from "../pulumi/progress/display.ts";
import type { Operation } from "../pulumi/progress/operation.ts";
import type { StudentRow } from "./student-rows.ts";

/** Shows one student's operation as a row of a table; Pulumi's output goes into a log, where Pulumi has masked secrets. */
export class StudentDisplay implements Display {
  readonly #row: StudentRow;
  readonly #log: string;

  /** @param log the file, which is overwritten */
  constructor(row: StudentRow, log: string) {
    this.#row = row;
    this.#log = log;
    rmSync(log, { force: true });
    writeFileSync(log, "", { mode: 0o600 });
  }

  say(text: string): void {
    appendFileSync(this.#log, `${text}\n`);
  }

  update({ lines, fetching }: Operation, now: number): void {
    const all = [...lines.values()];
    this.#row.done = all.reduce((sum, { done }) => sum + done, 0);
    // The total is unknown while one of them is.
    this.#row.total = all.reduce<number | undefined>(
      (sum, { total }) => (sum === undefined || total === undefined ? undefined : sum + total),
      0,
    );
    const longest = all
      .flatMap((line) => line.longest ?? [])
      .sort((a, b) => a.step.since - b.step.since)[0];
    this.#row.what = longest
      ? `${longest.step.verb} ${longest.title}, ${Math.round((now - longest.step.since) / 1000)} s`
      : (fetching ?? "");
  }

  end(operation: Operation, now: number): void {
    this.update(operation, now);
    this.#row.what = "";
  }
}
