import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { ExplainedError } from "../../lib/errors.ts";
import { writeWhole } from "../../lib/files.ts";
import { isOurs } from "../html/document.ts";

/** Pages cannot be written to the folder. */
export class PageFolderError extends ExplainedError {}

const INDEX = "index.html";
const STUDENTS = "students";

/** @throws PageFolderError before anything else is done, when the folder has a page that is not ours */
export function checkPages(folder: string): void {
  const index = path.join(folder, INDEX);
  if (!existsSync(index) || isOurs(readFileSync(index, "utf8"))) return;
  throw new PageFolderError(
    `${index} exists, and is not a page of this class. Choose another folder: --out DIR`,
  );
}

/**
 * Writes pages by their path in the folder. Pages of students who are in the class no more are deleted.
 *
 * @param isPrivate whether only their owner can read them, else whom the system lets: they have the addresses of a class
 */
export function putPages(
  folder: string,
  pages: ReadonlyMap<string, string>,
  isPrivate: boolean,
): void {
  for (const [name, text] of pages) {
    const file = path.join(folder, name);
    if (isPrivate) mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    writeWhole(file, text, isPrivate ? 0o600 : undefined);
  }
  const students = path.join(folder, STUDENTS);
  const there = existsSync(students) ? readdirSync(students) : [];
  for (const name of there) {
    const file = path.join(students, name);
    if (pages.has(`${STUDENTS}/${name}`) || !name.endsWith(".html")) continue;
    if (isOurs(readFileSync(file, "utf8"))) rmSync(file);
  }
}
