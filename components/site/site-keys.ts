import { type Dirent, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { RunError } from "@pulumi/pulumi/errors.js";

/** The folder cannot be used as a website. Pulumi shows a RunError's message without a stack trace. */
export class SiteFilesError extends RunError {
  readonly reason: string;
  /** What to do. */
  readonly fix: string;

  constructor(reason: string, fix: string, options?: ErrorOptions) {
    super(`${reason}: ${fix}`);
    this.name = "SiteFilesError";
    this.reason = reason;
    this.fix = fix;
    if (options) this.cause = options.cause;
  }
}

/** A file, and its key in the bucket. */
export interface SiteKey {
  /** The path below the folder, with `/`, in Unicode's composed form (NFC): macOS decomposes Korean names. */
  readonly key: string;
  readonly path: string;
}

/** Each file is a resource of the stack, and an `up` processes them one by one. */
const MOST_FILES = 1000;

/** S3's maximum key length, in bytes. https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html */
const MOST_BYTES = 1024;

/**
 * The files below a folder, sorted by key. Names that start with a dot are skipped, except `.well-known`.
 *
 * @param folder absolute, or relative to the working directory
 * @throws SiteFilesError when the folder is missing, empty or too large, or contains a link or a name that S3 does not accept
 */
export function siteKeys(folder: string): SiteKey[] {
  const found = new Map<string, SiteKey>();
  for (const file of filesBelow(folder, "")) {
    const { key } = file;
    const other = found.get(key);
    if (other)
      throw new SiteFilesError(
        `folder "${folder}" has two files with the name ${key}, written in different Unicode forms`,
        "delete one",
      );
    found.set(key, file);
    if (found.size > MOST_FILES)
      throw new SiteFilesError(
        `folder "${folder}" has more than ${MOST_FILES} files`,
        "use a folder that has the site's files only",
      );
  }
  if (found.size === 0)
    throw new SiteFilesError(`folder "${folder}" has no files`, "add the site's files");
  return [...found.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}

function* filesBelow(folder: string, prefix: string): Generator<SiteKey> {
  for (const entry of entriesOf(folder)) {
    const { name } = entry;
    if (name.startsWith(".") && name !== ".well-known") continue;
    const path = join(folder, name);
    const key = `${prefix}${name.normalize("NFC")}`;
    if (entry.isDirectory()) yield* filesBelow(path, `${key}/`);
    else {
      checkFile(entry, path, key);
      yield { key, path };
    }
  }
}

function entriesOf(folder: string): Dirent[] {
  try {
    if (statSync(folder).isDirectory()) return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    const [reason, fix] = FAULTS[code] ?? [`cannot be read (${code})`, "use another folder"];
    throw new SiteFilesError(`folder "${folder}" ${reason}`, fix, { cause: error });
  }
  throw new SiteFilesError(`folder "${folder}" is a file`, "use the folder that it is in");
}

const MISSING = ["does not exist", "use the folder with the site's files"] as const;

const FAULTS: Readonly<Record<string, readonly [reason: string, fix: string]>> = {
  ENOENT: MISSING,
  ENOTDIR: MISSING,
  ELOOP: ["is a link that points to itself", "use the folder itself"],
  EACCES: ["cannot be read", "change its permissions"],
};

/** @throws SiteFilesError when it is not a file, or its name is not a valid key */
function checkFile(entry: Dirent, path: string, key: string): void {
  // A link may lead to a file that nobody meant to publish, or back to its own folder.
  if (entry.isSymbolicLink())
    throw new SiteFilesError(
      `"${path}" is a link`,
      "replace it with the file it points to, or delete it",
    );
  if (!entry.isFile())
    throw new SiteFilesError(`"${path}" is not a file`, "delete it: a website has files only");
  // S3's lists are XML, which cannot contain U+FFFE and U+FFFF: nobody could list the bucket.
  if (/[\p{Cc}\uFFFD-\uFFFF]/u.test(key))
    throw new SiteFilesError(
      `"${path}" has a control character in its name, or is not UTF-8`,
      "rename it",
    );
  if (Buffer.byteLength(key) > MOST_BYTES)
    throw new SiteFilesError(
      `"${path}" has too long a name`,
      `shorten it: with its folders, S3 takes ${MOST_BYTES} bytes, and a Korean letter has 3`,
    );
}
