import type { Display, Output } from "./display.ts";
import type { Line, Operation } from "./operation.ts";
import { duration, inOneLine, isUnchanged, numbers, results, seconds, waitingFor } from "./rows.ts";

/** Maximum time without a line, in milliseconds. */
const SILENCE_MS = 30_000;

/** Progress as lines for a log: one when a lab is done, and from time to time one for pending work. */
export class PlainLines implements Display {
  readonly #output: Output;
  readonly #told = new Set<string>();
  #lastPrinted: number | undefined;

  constructor(output: Output) {
    this.#output = output;
  }

  say(text: string): void {
    this.#output.write(`${text}\n`);
  }

  update(operation: Operation, now: number): void {
    this.#lastPrinted ??= operation.start;
    const lines = [...operation.lines.values()];
    if (operation.kind !== "refresh")
      for (const line of lines) if (line.isDone && !isUnchanged(line)) this.#tell(line, now);
    if (now - this.#lastPrinted < SILENCE_MS) return;
    this.#lastPrinted = now;
    const waiting = lines.flatMap((line) => {
      const what = line.longest && waitingFor(operation, line, now);
      return what ? [`${line.name} (${numbers(line)}): ${what}`] : [];
    });
    const what = waiting.length > 0 ? waiting.join("; ") : "no resource has started yet";
    this.say(`  ${seconds(now - operation.start)}  ${what}`);
  }

  end(operation: Operation, now: number): void {
    const lines = [...operation.lines.values()].filter(({ resources }) => resources.size > 0);
    if (lines.length === 0) return;
    const inOne = inOneLine(operation);
    if (inOne !== undefined) {
      this.say(inOne);
      return;
    }
    for (const line of lines) if (!isUnchanged(line)) this.#tell(line, now);
    this.say(`  total: ${results(lines)}, after ${seconds(now - operation.start)}`);
  }

  #tell(line: Line, now: number): void {
    if (this.#told.has(line.name)) return;
    this.#told.add(line.name);
    this.#lastPrinted = now;
    const of = line.isDone || line.total === undefined ? "" : ` (${numbers(line)})`;
    this.say(`  ${line.name}${of}: ${results([line])}, after ${seconds(duration(line))}`);
  }
}
