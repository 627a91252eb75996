import { readFileSync, statSync } from "node:fs";
import { errorMessage } from "../../lib/errors.ts";
import { readHeading } from "./columns.ts";
import { decode } from "./decode.ts";
import { duplicates } from "./duplicates.ts";
import { makeIds, withIds } from "./ids.ts";
import { type Mistake, RosterError } from "./mistakes.ts";
import { readRow, wrongQuotes } from "./rows.ts";
import type { Draft, Student } from "./student.ts";
import { cellsOf, filledLines, type Line, separatorOf } from "./table.ts";

/** The students of a class. */
export interface Roster {
  /** In file order. */
  readonly students: readonly Student[];
  /**
   * The file's text with generated ids for rows without one; left out when every row has its own. Save it before anything is
   * created with these ids: only then does a row keep its id when it moves.
   */
  readonly withIds?: string;
}

export interface RosterOptions {
  /** Ids of all labs. */
  readonly labs: readonly string[];
  /** Ids of students that the class already has, which are not given to anyone else. @default none */
  readonly taken?: readonly string[];
}

const MOST_STUDENTS = 500;
const MOST_BYTES = 1024 * 1024;

/** Reads a roster from a file. @throws RosterError with all mistakes */
export function readRoster(file: string, options: RosterOptions): Roster {
  const refuse = (reason: string, fix: string) => new RosterError(file, [{ reason, fix }]);
  let bytes: Buffer;
  try {
    const { size } = statSync(file);
    if (size > MOST_BYTES)
      throw refuse("it has more than 1 MiB: not a roster", "choose another file");
    bytes = readFileSync(file);
  } catch (error) {
    if (error instanceof RosterError) throw error;
    throw refuse(unreadable(error), "check its name, and that you may read it");
  }
  return parseRoster(bytes, file, options);
}

function unreadable(error: unknown): string {
  const { code = "" } = error as NodeJS.ErrnoException;
  if (code === "ENOENT") return "there is no such file";
  return code === "EISDIR" ? "it is a folder" : `it cannot be read: ${errorMessage(error)}`;
}

/**
 * Parses the bytes of a roster: a heading line, then one line for each student. docs/class-of-thirty.md describes it.
 *
 * @param file its name in errors
 * @throws RosterError with all mistakes
 */
export function parseRoster(
  bytes: Uint8Array,
  file: string,
  { labs, taken = [] }: RosterOptions,
): Roster {
  const text = decode(bytes);
  if (typeof text !== "string") throw new RosterError(file, [text]);
  const [first, ...lines] = filledLines(text);
  if (first === undefined)
    throw new RosterError(file, [
      { reason: "it is empty", fix: "write a heading line, and a line for each student" },
    ]);
  const separator = separatorOf(first.text);
  const headings = cellsOf(first.text, separator);
  if (headings === undefined) throw new RosterError(file, [wrongQuotes(first)]);
  const { columns, mistakes: inHeading } = readHeading(first.number, headings, lines);
  // Without a heading line, every row would be reported as a mistake.
  if (columns.every((column) => column === undefined)) throw new RosterError(file, inHeading);
  const rows = lines.map((line) => readRow(line, { separator, headings, columns }, labs));
  const drafts = rows.flatMap(({ draft }) => (draft === undefined ? [] : [draft]));
  const mistakes = [
    ...inHeading,
    ...rows.flatMap(({ mistakes }) => mistakes),
    ...wholeFaults(first, lines),
    ...strangers(first, drafts, taken),
    ...duplicates(drafts),
  ];
  if (mistakes.length > 0)
    throw new RosterError(
      file,
      mistakes.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)),
    );
  const ids = makeIds(drafts, taken);
  const students = drafts.map((draft) => ({ ...draft, id: draft.id ?? ids.get(draft.line) ?? "" }));
  if (ids.size === 0) return { students };
  const at = columns.indexOf("id");
  return {
    students,
    withIds:
      at >= 0
        ? withIds(text, separator, ids, at)
        : withIds(text, separator, new Map([[first.number, "id"], ...ids]), undefined),
  };
}

/** Too few students for a class, or too many. */
function wholeFaults(heading: Line, lines: readonly Line[]): Mistake[] {
  if (lines.length === 0)
    return [
      {
        line: heading.number,
        reason: "no student follows the heading line",
        fix: "write a line for each student",
      },
    ];
  const over = lines[MOST_STUDENTS];
  if (over === undefined) return [];
  const reason = `${lines.length} students; a roster has ${MOST_STUDENTS} at most`;
  return [{ line: over.number, reason, fix: "make several classes, each with a roster" }];
}

/** A roster without ids for a class that is already open: every student would count as new. */
function strangers(heading: Line, drafts: readonly Draft[], taken: readonly string[]): Mistake[] {
  if (taken.length === 0 || drafts.length === 0) return [];
  if (drafts.some(({ id }) => id !== undefined)) return [];
  return [
    {
      line: heading.number,
      column: "id",
      reason: `no student has an id, but the class already has students (${taken.slice(0, 3).join(", ")}${taken.length > 3 ? "..." : ""}): who they are is unknown`,
      fix: "use the roster that the ids were written into, or write each student's id",
    },
  ];
}
