import { randomBytes } from "node:crypto";

/** The folder of the class's own page. */
export const CLASS = "class";

/** A student's id, and 128 random bits, which nobody guesses. */
const OF_STUDENT = /^(([a-z][a-z0-9]*)-[\w-]{22})\//;

const newFolder = (student: string): string =>
  `${student}-${randomBytes(16).toString("base64url")}`;

/** The uploaded files of some students, whichever folders they are in. */
export const filesOf = (students: readonly string[], uploaded: readonly string[]): string[] =>
  uploaded.filter((path) => students.includes(OF_STUDENT.exec(path)?.[2] ?? ""));

/**
 * The folder of each student. A student keeps the one that is already uploaded, so that the address stays the same; a new one is
 * random. Folders are listed only to the class's own credentials: visitors cannot list the site.
 *
 * @param uploaded paths of all uploaded files
 */
export function foldersOf(
  students: readonly string[],
  uploaded: readonly string[],
): ReadonlyMap<string, string> {
  const known = new Map<string, string>();
  // Sorted, so that every machine keeps the same one of two.
  for (const path of uploaded.toSorted().toReversed()) {
    const [, folder, student] = OF_STUDENT.exec(path) ?? [];
    if (folder !== undefined && student !== undefined) known.set(student, folder);
  }
  return new Map(students.map((id) => [id, known.get(id) ?? newFolder(id)]));
}
