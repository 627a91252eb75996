import stringWidth from "string-width";

/** A terminal as far as lines are written on it. */
export interface Terminal {
  readonly columns?: number | undefined;
  readonly rows?: number | undefined;
  write(text: string): unknown;
}

const COLUMNS = 80;
const ROWS = 24;

/**
 * Lines on a terminal that are written again in place. The cursor is left below them, visible, after each time: whoever
 * interrupts this finds a terminal as it was.
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

  /** How many lines there is room for, without the cursor's own. */
  get rows(): number {
    return (this.#terminal.rows ?? ROWS) - 1;
  }

  /** Says something that stays, above the lines. */
  say(text: string): void {
    const lines = this.#drawn;
    this.#write([...text.split("\n"), ...lines]);
    this.#drawn = lines;
  }

  /** Writes lines in the place of those that are there, where they differ. */
  draw(lines: readonly string[]): void {
    if (lines.join("\n") !== this.#drawn.join("\n")) this.#write(lines);
  }

  /** Writes the last lines, which stay. */
  end(lines: readonly string[]): void {
    this.#write(lines);
    this.#drawn = [];
  }

  #write(lines: readonly string[]): void {
    // A terminal that has become narrower since has broken them.
    const above = this.#drawn.reduce(
      (rows, line) => rows + Math.max(1, Math.ceil(stringWidth(line) / this.columns)),
      0,
    );
    const up = above > 0 ? `\x1b[${above}A` : "";
    // Erased line by line: a screen that is empty for a moment flickers.
    const text = lines.map((line) => `${line}\x1b[K\n`).join("");
    this.#terminal.write(`${up}\r${text}\x1b[J`);
    this.#drawn = lines;
  }
}
