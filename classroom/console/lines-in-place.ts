import stringWidth from "string-width";

/** The part of a terminal that is needed to write lines. */
export interface Terminal {
  readonly columns?: number | undefined;
  readonly rows?: number | undefined;
  write(text: string): unknown;
}

const COLUMNS = 80;
const ROWS = 24;

/**
 * Lines on a terminal that are updated in place. The cursor always stays below them and visible, so that an interrupted run
 * leaves the terminal usable.
 */
export class LinesInPlace {
  readonly #terminal: Terminal;
  #drawn: readonly string[] = [];

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  get columns(): number {
    return this.#terminal.columns ?? COLUMNS;
  }

  /** How many lines fit, without the cursor's own. */
  get rows(): number {
    return (this.#terminal.rows ?? ROWS) - 1;
  }

  /** Prints a permanent text above the lines. */
  say(text: string): void {
    const lines = this.#drawn;
    this.#write([...text.split("\n"), ...lines]);
    this.#drawn = lines;
  }

  /** Updates the lines that differ. */
  draw(lines: readonly string[]): void {
    if (lines.join("\n") !== this.#drawn.join("\n")) this.#write(lines);
  }

  /** Writes the last lines, which stay. */
  end(lines: readonly string[]): void {
    this.#write(lines);
    this.#drawn = [];
  }

  #write(lines: readonly string[]): void {
    // A terminal that has become narrower has wrapped them.
    const above = this.#drawn.reduce(
      (rows, line) => rows + Math.max(1, Math.ceil(stringWidth(line) / this.columns)),
      0,
    );
    const up = above > 0 ? `\x1b[${above}A` : "";
    // Erased line by line, because an empty screen in between would flicker.
    const text = lines.map((line) => `${line}\x1b[K\n`).join("");
    this.#terminal.write(`${up}\r${text}\x1b[J`);
    this.#drawn = lines;
  }
}
