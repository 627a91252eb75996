import type { Draft } from "./student.ts";
import { cellsOf, lineOf, linesOf, type Separator } from "./table.ts";

/** A generated id, in contrast to a chosen one. */
const MADE = /^s(\d{2,4})$/;

/**
 * Ids for the rows without one, by line: `s01`, `s02`... above every existing number, so that ids of students who have left are
 * not reused (docs/decisions/roster-ids.md).
 *
 * @param taken ids of students that the class already has
 */
export function makeIds(drafts: readonly Draft[], taken: readonly string[]): Map<number, string> {
  const given = drafts.flatMap(({ id }) => (id === undefined ? [] : [id]));
  const used = new Set([...given, ...taken]);
  const numbers = [...used].flatMap((id) => MADE.exec(id)?.[1] ?? []);
  const without = drafts.filter(({ id }) => id === undefined);
  let last = Math.max(0, ...numbers.map(Number));
  const width = Math.max(
    2,
    String(last + without.length).length,
    ...numbers.map(({ length }) => length),
  );
  return new Map(
    without.map(({ line }) => {
      let id: string;
      do id = `s${String(++last).padStart(width, "0")}`;
      while (used.has(id));
      return [line, id];
    }),
  );
}

/**
 * A roster's text with the ids added: all other cells, blank lines and the separator are kept. It starts with the byte-order mark
 * by which Excel recognizes UTF-8.
 *
 * @param ids what to write, by line
 * @param at the cell of a line to write into; undefined: a new cell before the first
 */
export function withIds(
  text: string,
  separator: Separator,
  ids: ReadonlyMap<number, string>,
  at: number | undefined,
): string {
  const lines = linesOf(text).map((line, index) => {
    const id = ids.get(index + 1);
    if (id === undefined) return line;
    if (at === undefined) return `${id}${separator}${line}`;
    const cells = cellsOf(line, separator) ?? [];
    while (cells.length <= at) cells.push("");
    return lineOf(cells.with(at, id), separator);
  });
  return `\uFEFF${lines.join(text.includes("\r\n") ? "\r\n" : "\n")}`;
}
