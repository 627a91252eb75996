import { existsSync, globSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { ExplainedError } from "../../lib/errors.ts";
import { leftHalfWritten, writePrivately, writeWhole } from "../../lib/files.ts";
import { isOurs } from "../html/document.ts";
import { LocalFolder } from "../local/local-folder.ts";

/** Pages cannot be written to the folder. */
export class PageFolderError extends ExplainedError {}

const INDEX = "index.html";
const STUDENTS = "students";

/** The folder for the pages of a class, unless the user has chosen another one. */
export const pageFolder = (stack: string): string =>
  path.join(new LocalFolder().path, "page", stack);

/** @throws PageFolderError before anything else is done, when the folder has a page that is not ours */
export function checkPages(folder: string): void {
  const index = path.join(folder, INDEX);
  if (!existsSync(index) || isOurs(contentOf(index))) return;
  throw new PageFolderError(
    `${index} exists, and is not a page of this class. Choose another folder: --out DIR`,
  );
}

/** The pages in a folder that `page` has written, and what a killed one has left of a page. */
export const pagesIn = (folder: string): string[] =>
  [
    ...globSync([INDEX, `${STUDENTS}/*.html`], { cwd: folder })
      .map((name) => path.join(folder, name))
      .filter((file) => isOurs(contentOf(file))),
    ...[
      ...leftHalfWritten(folder, (name) => name === INDEX),
      ...leftHalfWritten(path.join(folder, STUDENTS), (name) => name.endsWith(".html")),
    ].filter((file) => isBeginning(contentOf(file))),
  ].sort();

const isBeginning = (text: string): boolean => text === "" || isOurs(text);

/** Empty when another run has deleted it at this moment, and for a folder of that name: neither is a page. */
function contentOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (["ENOENT", "EISDIR"].includes((error as NodeJS.ErrnoException).code ?? "")) return "";
    throw error;
  }
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
  if (isPrivate) writePrivately(folder, pages);
  else for (const [name, text] of pages) writeWhole(path.join(folder, name), text);
  const written = new Set([...pages.keys()].map((name) => path.join(folder, name)));
  for (const file of pagesIn(folder)) if (!written.has(file)) rmSync(file, { force: true });
}
