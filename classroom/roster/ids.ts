import type { Draft } from "./student.ts";
import { cellsOf, lineOf, linesOf, type Separator } from "./table.ts";

/** A made id, as against one that somebody chose. */
const MADE = /^s(\d{2,4})$/;

/**
 * Ids for the rows that have none, by line: `s01`, `s02`... above every number there is, so that a person who has left
 * the roster keeps theirs (docs/decisions/roster-ids.md).
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
 * A roster's text with the ids in it: all other cells, blank lines and the separator stay. It begins with the mark by
 * which Excel knows UTF-8.
 *
 * @param ids what to write, by line
 * @param at which cell of a line to write it into; undefined: a new cell before the first
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
