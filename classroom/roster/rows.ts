import type { Objection } from "../../labs/contract/text-setting.ts";
import { type Column, columnOf } from "./columns.ts";
import type { Mistake } from "./mistakes.ts";
import { type Draft, readStudent } from "./student.ts";
import { cellsOf, hasOtherSeparator, type Line, type Separator } from "./table.ts";

/** How to read the rows, according to the heading line. */
export interface Layout {
  readonly separator: Separator;
  readonly headings: readonly string[];
  /** The column of each heading; undefined for an unknown one. */
  readonly columns: readonly (Column | undefined)[];
}

/** A row; without a draft when its cells cannot be separated. */
export interface Row {
  readonly draft?: Draft;
  readonly mistakes: readonly Mistake[];
}

/** Reads one line below the heading. @param labs ids of all labs */
export function readRow(line: Line, layout: Layout, labs: readonly string[]): Row {
  const cells = cellsOf(line.text, layout.separator);
  if (cells === undefined) return { mistakes: [wrongQuotes(line)] };
  const fault = shapeFault(cells, layout);
  if (fault) return { mistakes: [{ line: line.number, ...fault }] };
  const byColumn = new Map<Column, string>();
  layout.columns.forEach((column, at) => {
    if (column !== undefined && !byColumn.has(column)) byColumn.set(column, cells[at] ?? "");
  });
  return readStudent(line.number, byColumn, labs);
}

/** A line whose quotes violate RFC 4180. */
export const wrongQuotes = ({ number }: Line): Mistake => ({
  line: number,
  reason: "a double quote is in the wrong place, or is not closed on its line",
  fix: 'put the whole cell in quotes ("..."), without a line break, and write "" for a quote inside; or remove the quotes',
});

function shapeFault(
  cells: readonly string[],
  { separator, headings, columns }: Layout,
): Objection | undefined {
  const named = headings.filter((heading) => heading.trim() !== "").length;
  const counts = `${cells.length === 1 ? "1 cell" : `${cells.length} cells`} under ${named === 1 ? "1 heading" : `${named} headings`}`;
  if (cells.some((cell, at) => cell.trim() !== "" && !headings[at]?.trim()))
    return {
      reason: `too many cells: ${counts}`,
      fix: `put a text that has a ${SEPARATOR_NAMES[separator]} in double quotes, or add the heading`,
    };
  // Excel leaves out empty cells at the end of a line, from line 17 on; such a line is valid.
  const isShort = cells.length < columns.length;
  const lacksName = columns.indexOf("name") >= cells.length;
  if (isShort && (lacksName || cells.some((cell) => hasOtherSeparator(cell, separator))))
    return {
      reason: `too few cells: ${counts}`,
      fix: `separate the cells by a ${SEPARATOR_NAMES[separator]}, as in the heading line; leave an unknown one empty`,
    };
  if (columns.every((column, at) => column === undefined || columnOf(cells[at] ?? "") === column))
    return { reason: "the heading line again", fix: "remove the line" };
  return undefined;
}

const SEPARATOR_NAMES: Readonly<Record<Separator, string>> = {
  ",": "comma",
  ";": "semicolon",
  "\t": "tab",
};
