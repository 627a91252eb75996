import { createHash } from "node:crypto";
import { existsSync, lstatSync, readFileSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { ExplainedError } from "../../lib/errors.ts";
import { leftHalfWritten, writeWhole } from "../../lib/files.ts";

/** A file that credentials cannot be written to. */
export class SecretFileError extends ExplainedError {}

export interface SecretFileOptions {
  /** File with the digests of earlier content, by path. */
  readonly notes: string;
  /** Whether to replace a file that was not written by this command. @default false */
  readonly overwrite?: boolean;
}

/**
 * Writes credentials to a file that only its owner can read, completely or not at all. An existing file is replaced only if it is
 * unchanged since the last time: files of others, or changed ones, stay.
 *
 * @throws SecretFileError when the file is not ours, or not a regular file, such as a terminal
 */
export function writeSecretFile(
  file: string,
  content: string,
  { notes, overwrite = false }: SecretFileOptions,
): void {
  const place = path.resolve(file);
  const all = notesIn(notes);
  const written = all[place] ?? [];
  const there = contentOf(place);
  if (there !== undefined && !overwrite && !written.includes(digest(there)))
    throw new SecretFileError(
      `${file} exists, and was not written by this command or has been changed since. Choose another file with --out, or replace it with --overwrite.`,
    );
  // Noted first, next to the old digest: if the run ends between the two writes, the file is still recognized.
  writeWhole(
    notes,
    JSON.stringify({ ...all, [place]: [digest(content), ...written.slice(0, 1)] }),
    0o600,
  );
  writeWhole(place, content, 0o600);
  // A killed run may have left some of them beside it.
  const halves = leftHalfWritten(path.dirname(place), (name) => name === path.basename(place));
  if (written.length > 0) for (const half of halves) rmSync(half, { force: true });
}

/** The content of a file; undefined when it does not exist. */
function contentOf(file: string): Buffer | undefined {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats?.isFile()) return readFileSync(file);
  const isLink = lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
  if (stats === undefined && !isLink) return undefined;
  const reason = stats?.isDirectory()
    ? "a folder"
    : stats === undefined
      ? "a link to nothing"
      : "a terminal, a pipe or a device";
  throw new SecretFileError(
    `${file} is ${reason}: credentials are written to a file only. Choose one with --out, e.g. --out credentials.csv`,
  );
}

/** The digests of what was written to each file: of the last content, and of the one before it. */
const notesIn = (file: string): Readonly<Record<string, readonly string[]>> =>
  existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Record<string, string[]>) : {};

const digest = (content: string | Buffer): string =>
  createHash("sha256").update(content).digest("hex");
