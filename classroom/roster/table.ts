import { CsvError, parse } from "csv-parse/sync";
import { columnOf } from "./columns.ts";

/** A line that is not blank. */
export interface Line {
  /** Line number from 1. */
  readonly number: number;
  readonly text: string;
}

/**
 * The lines of a text. A cell cannot contain a line break, so each line is a record, and a mistake in one does not hide the next.
 */
export const linesOf = (text: string): string[] => text.split(/\r\n|\r|\n/);

/** Lines with more than separators: Excel writes empty rows as ",,,". */
export const filledLines = (text: string): Line[] =>
  linesOf(text)
    .map((line, at) => ({ number: at + 1, text: line }))
    .filter(({ text }) => !isBlank(text));

const isBlank = (line: string): boolean => /^[\s,;"]*$/.test(line);

const SEPARATORS = [",", ";", "\t"] as const;

export type Separator = (typeof SEPARATORS)[number];

/** The separator of the cells: the one that gives the heading line the most known columns, or else the most cells. */
export function separatorOf(heading: string): Separator {
  const scores = SEPARATORS.map((separator) => {
    const cells = cellsOf(heading, separator) ?? [];
    return { separator, known: cells.filter((cell) => columnOf(cell)).length, cells: cells.length };
  });
  const best = scores.reduce((a, b) => ((b.known - a.known || b.cells - a.cells) > 0 ? b : a));
  return best.separator;
}

/** Whether a text contains another possible separator. */
export const hasOtherSeparator = (text: string, separator: Separator): boolean =>
  SEPARATORS.some((other) => other !== separator && text.includes(other));

/** The cells of a line (RFC 4180); undefined when its quotes are invalid. */
export function cellsOf(line: string, separator: Separator): string[] | undefined {
  try {
    return parse(line, { delimiter: separator, record_delimiter: "\n" })[0] ?? [];
  } catch (error) {
    if (error instanceof CsvError) return undefined;
    throw error;
  }
}

/** A line of these cells. */
export const lineOf = (cells: readonly string[], separator: Separator): string =>
  cells
    .map((cell) =>
      cell.includes(separator) || cell.includes('"') ? `"${cell.replaceAll('"', '""')}"` : cell,
    )
    .join(separator);
