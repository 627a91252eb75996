import { chmodSync, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import writeFileAtomic from "write-file-atomic";

/**
 * Makes a folder, and those above it, if it does not exist. Node's own `recursive` never ends where the system says of a new folder in
 * an existing one that there is no such file, as Linux does below /proc.
 *
 * @param mode of the new folders @default the system's
 */
export function makeFolder(folder: string, mode?: number): void {
  if (isFolder(folder)) return;
  const above = path.dirname(folder);
  if (above !== folder) makeFolder(above, mode);
  try {
    mkdirSync(folder, mode);
  } catch (error) {
    if (!isFolder(folder)) throw error; // else another process was faster
  }
}

const isFolder = (name: string): boolean =>
  statSync(name, { throwIfNoEntry: false })?.isDirectory() ?? false;

/**
 * Writes a file atomically: whole or not at all, even when the process is killed. Makes its folder.
 *
 * @param mode of a new file, e.g. 0o600 @default the system's
 */
export function writeWhole(file: string, content: string | Uint8Array, mode?: number): void {
  makeFolder(path.dirname(file));
  const data = typeof content === "string" ? content : Buffer.from(content);
  writeFileAtomic.sync(file, data, mode === undefined ? {} : { mode });
}

/**
 * Writes files that only their owner can read, in folders that only their owner can open, even where they exist already.
 *
 * @param files by path in the folder, with `/`
 */
export function writePrivately(folder: string, files: ReadonlyMap<string, string>): void {
  const folders = new Set([
    folder,
    ...[...files.keys()].flatMap((name) => foldersOf(folder, name)),
  ]);
  for (const each of folders) {
    makeFolder(each, 0o700);
    chmodSync(each, 0o700);
    clearTemporary(each);
  }
  for (const [name, content] of files) writeWhole(path.join(folder, name), content, 0o600);
}

/** The folders between a folder and a file in it, the outer ones first. */
function foldersOf(folder: string, name: string): string[] {
  const names = name.split("/").slice(0, -1);
  return names.map((_, at) => path.join(folder, ...names.slice(0, at + 1)));
}

/** The name that write-file-atomic gives a file until it is whole. */
const TEMPORARY = /\.\d{1,10}$/;

/** The same among files of the user, which may be named after a date: that has eight digits. Two of a hundred names are shorter. */
const SURELY_TEMPORARY = /\.\d{9,10}$/;

/** A write takes milliseconds: a temporary file that is this old belongs to a killed process. */
const STALE_MS = 60_000;

function clearTemporary(folder: string): void {
  for (const file of staleIn(folder, (name) => TEMPORARY.test(name))) rmSync(file, { force: true });
}

/**
 * What killed processes have left in a folder of files that they were writing. It may be empty, or have the file's beginning.
 *
 * @param isOne whether a file of that name is one of ours
 */
export const leftHalfWritten = (folder: string, isOne: (name: string) => boolean): string[] =>
  staleIn(
    folder,
    (name) => SURELY_TEMPORARY.test(name) && isOne(name.replace(SURELY_TEMPORARY, "")),
  );

function staleIn(folder: string, isTemporary: (name: string) => boolean): string[] {
  if (!isFolder(folder)) return [];
  const files = readdirSync(folder)
    .filter(isTemporary)
    .map((name) => path.join(folder, name));
  return files.filter((file) => {
    const stats = statSync(file, { throwIfNoEntry: false });
    return stats?.isFile() === true && Date.now() - stats.mtimeMs > STALE_MS;
  });
}
