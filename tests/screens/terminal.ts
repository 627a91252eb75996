import { stripVTControlCharacters } from "node:util";
import stringWidth from "string-width";

/** A character of a screen, with the SGR parameters that it was written with. */
export interface Cell {
  readonly text: string;
  readonly style: readonly number[];
}

const ESCAPE = "\\x1b";

/** Escape sequences, carriage returns and line feeds, and the text between them. */
const PIECES = new RegExp(
  [
    `${ESCAPE}\\[(?<parameters>[?\\d;]*)(?<command>[A-Za-z])`,
    `${ESCAPE}\\][^\\x07${ESCAPE}]*(?:\\x07|${ESCAPE}\\\\)`,
    `${ESCAPE}.`,
    "[\\r\\n]",
    `[^${ESCAPE}\\r\\n]+`,
  ].join("|"),
  "g",
);

/** A terminal as far as commands use one: text, line ends, colours, moves of the cursor, erased lines. Keeps all lines. */
export class Terminal {
  readonly #columns: number;
  readonly #lines: Cell[][] = [[]];
  #row = 0;
  #column = 0;
  #style: readonly number[] = [];

  constructor(columns: number) {
    this.#columns = columns;
  }

  /** What is on the screen, the lines that have scrolled away included. */
  get lines(): readonly (readonly Cell[])[] {
    return this.#lines;
  }

  write(output: string): void {
    for (const { 0: piece, groups: { command, parameters = "" } = {} } of output.matchAll(PIECES)) {
      if (command !== undefined) this.#control(command, parameters);
      else if (piece === "\r") this.#column = 0;
      else if (piece === "\n") this.#moveTo(this.#row + 1);
      else this.#print(stripVTControlCharacters(piece));
    }
  }

  #print(text: string): void {
    for (const { segment } of new Intl.Segmenter().segment(text)) {
      const width = stringWidth(segment);
      if (width === 0) continue;
      if (this.#column + width > this.#columns) {
        this.#column = 0;
        this.#moveTo(this.#row + 1);
      }
      const line = this.#line;
      while (line.length < this.#column) line.push({ text: " ", style: [] });
      line[this.#column] = { text: segment, style: this.#style };
      if (width === 2) line[this.#column + 1] = { text: "", style: this.#style };
      this.#column += width;
    }
  }

  #control(command: string, parameters: string): void {
    const numbers = parameters.split(";").map(Number);
    const count = Math.max(1, numbers[0] ?? 1);
    if (command === "m") this.#style = styleAfter(this.#style, numbers);
    else if (command === "A") this.#moveTo(Math.max(0, this.#row - count));
    else if (command === "B") this.#moveTo(this.#row + count);
    else if (command === "G") this.#column = count - 1;
    else if (command === "K") this.#erase(numbers[0] ?? 0);
    else if (command === "J") {
      this.#erase(0);
      this.#lines.splice(this.#row + 1);
    }
  }

  /** EL: to the end of the line (0), to its start (1), or all of it (2). */
  #erase(part: number): void {
    if (part === 1) this.#line.fill({ text: " ", style: [] }, 0, this.#column + 1);
    else this.#line.splice(part === 2 ? 0 : this.#column);
  }

  get #line(): Cell[] {
    return (this.#lines[this.#row] ??= []);
  }

  #moveTo(row: number): void {
    this.#row = row;
    while (this.#lines.length <= row) this.#lines.push([]);
  }
}

/** SGR: 0 ends all styles, a number from 22 to 29 the one 20 below (22 two of them), 39 and 49 a colour. */
function styleAfter(style: readonly number[], codes: readonly number[]): readonly number[] {
  return codes.reduce<readonly number[]>((now, code) => {
    if (code === 0) return [];
    if (code === 22) return now.filter((each) => each !== 1 && each !== 2);
    if (code > 22 && code < 30) return now.filter((each) => each !== code - 20);
    if (code === 39) return now.filter((each) => !isColour(each));
    return code < 10 || isColour(code) ? [...now.filter((each) => each !== code), code] : now;
  }, style);
}

/** Whether it is one of the 16 colours of text. */
export const isColour = (code: number): boolean =>
  (code >= 30 && code <= 37) || (code >= 90 && code <= 97);
