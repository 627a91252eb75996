import { createHash } from "node:crypto";
import { existsSync, lstatSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { ExplainedError } from "../../lib/errors.ts";
import { writeWhole } from "../../lib/files.ts";

/** A file that credentials cannot be written to. */
export class SecretFileError extends ExplainedError {}

export interface SecretFileOptions {
  /** File with the digests of what was written before, by path. */
  readonly notes: string;
  /** Whether a file of somebody else's is replaced. @default false */
  readonly overwrite?: boolean;
}

/**
 * Writes credentials, whole or not at all, to a file that only its owner can read. One that is there already is replaced
 * only as it was written the last time: what somebody else has written, or changed since, stays.
 *
 * @throws SecretFileError when it is another's file, or none, such as a terminal
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
  // Noted first, beside what is still there: a run that ends between the two writes leaves a file that is known either way.
  writeWhole(
    notes,
    JSON.stringify({ ...all, [place]: [digest(content), ...written.slice(0, 1)] }),
    0o600,
  );
  writeWhole(place, content, 0o600);
}

/** What is in a file; undefined where there is none. */
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
