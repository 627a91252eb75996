import { existsSync, rmdirSync, rmSync, statSync, readdirSync } from "node:fs";
import path from "node:path";
import { ExplainedError } from "../../lib/errors.ts";
import { leftHalfWritten, makeFolder, writeWhole } from "../../lib/files.ts";
import { isSeenByGit } from "../roster/seen-by-git.ts";
import { notedPaths, notePath } from "../students/noted-paths.ts";

/** Cards cannot be written to the folder. */
export class CardsFolderError extends ExplainedError {}

/** Names of the card files. */
export const CARD_FILES = { page: "cards.html", sheet: "cards.csv", encrypted: "cards.tar.age" };

const NAMES: readonly string[] = Object.values(CARD_FILES);

/** @throws CardsFolderError on a machine of a CI service: others can see its disk and artifacts */
export function refuseInCi({ CI = "" }: NodeJS.ProcessEnv = process.env): void {
  if (["", "0", "false"].includes(CI)) return;
  throw new CardsFolderError(
    `Cards have passwords: they are not written in CI (CI=${CI}). Run this on a machine of your own.`,
  );
}

/**
 * Checks, before anything is read, that only its owner can see cards in a folder.
 *
 * @throws CardsFolderError when it is in a git work tree that does not ignore it, or others can read it
 */
export async function checkFolder(dir: string): Promise<void> {
  const stats = statSync(dir, { throwIfNoEntry: false });
  if (stats !== undefined && !stats.isDirectory())
    throw new CardsFolderError(`${dir} is not a folder. Choose another one: --out DIR`);
  if (stats !== undefined && (stats.mode & 0o077) !== 0)
    throw new CardsFolderError(
      `Others can read the folder ${dir}. Choose one that does not exist yet: it is then created for you alone`,
    );
  if (await isSeenByGit(dir, NAMES))
    throw new CardsFolderError(
      `${dir} is in a git work tree that does not ignore it: passwords would be committed. Choose a folder elsewhere, or add it to .gitignore`,
    );
}

/**
 * Writes files that only their owner can read, and notes the folder in the class's folder: `close` offers to delete them.
 *
 * @param files by name, of CARD_FILES
 * @throws CardsFolderError when a file of that name is not ours
 */
export function writeCards(
  classStack: string,
  dir: string,
  files: ReadonlyMap<string, string | Uint8Array>,
): void {
  const place = path.resolve(dir);
  const known = notedPaths(classStack, "cards");
  const stranger = [...files.keys()].find((name) => existsSync(path.join(place, name)));
  if (stranger !== undefined && !known.includes(place))
    throw new CardsFolderError(
      `${path.join(dir, stranger)} exists, and is not of this class. Choose another folder: --out DIR`,
    );
  makeFolder(place, 0o700);
  notePath(classStack, "cards", place);
  for (const [name, content] of files) writeWhole(path.join(place, name), content, 0o600);
  for (const file of halfCards(place)) rmSync(file, { force: true });
}

/** Folders on this machine where cards of a class still exist. */
export const cardFolders = (classStack: string): string[] =>
  notedPaths(classStack, "cards").filter((dir) => cardFiles(dir).length > 0);

/** The cards in a folder, and what a killed run has left of them: it has passwords, too. */
export const cardFiles = (dir: string): string[] => [
  ...NAMES.map((name) => path.join(dir, name)).filter((file) => existsSync(file)),
  ...halfCards(dir),
];

const halfCards = (dir: string): string[] => leftHalfWritten(dir, (name) => NAMES.includes(name));

/** Deletes the cards in a folder, and the folder if nothing else is in it. @returns the deleted files */
export function forgetCards(dir: string): string[] {
  const files = cardFiles(dir);
  for (const file of files) rmSync(file);
  if (files.length > 0 && readdirSync(dir).length === 0) rmdirSync(dir);
  return files;
}
