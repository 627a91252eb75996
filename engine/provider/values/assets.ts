// Pulumi assets and archives as files, which Terraform expects.
import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import {
  chmod,
  copyFile,
  lstat,
  mkdir,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
} from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { archiveFiles, assetContent, sha256 } from "./asset-content.ts";
import type { AssetOrArchive } from "./asset-source.ts";
import { zip } from "./zip.ts";

/**
 * The file for the content of an asset or archive. Its name contains the content's hash, so that Terraform detects a change
 * exactly when the content changes, whatever its source.
 * @throws when the engine sent no hash.
 */
export function assetPath({ kind, hash }: AssetOrArchive): string {
  if (!hash) throw new Error(`an ${kind} came without a hash of its content`);
  return path.join(folder(), kind === "asset" ? hash : `${hash}.zip`);
}

const folder = (): string => path.join(os.tmpdir(), "pulumi-assets");

/**
 * Writes the content to `assetPath`, unless it exists. Relative paths start at the working directory, which the engine sets to
 * the program's.
 */
export async function materialize(source: AssetOrArchive): Promise<void> {
  const target = assetPath(source);
  await makePrivate(path.dirname(target));
  if (await isWhole(source, target)) return;
  const temporary = `${target}.${randomUUID()}.new`;
  try {
    await write(source, temporary);
    await rename(temporary, target);
  } finally {
    await rm(temporary, { force: true });
  }
}

/**
 * Whether the content was written completely. The hash of an archive is not the hash of its file, so its content cannot be
 * verified.
 */
async function isWhole({ kind, hash }: AssetOrArchive, file: string): Promise<boolean> {
  return kind === "asset" && existsSync(file) && sha256(await readFile(file)) === hash;
}

async function write(source: AssetOrArchive, file: string): Promise<void> {
  const { kind, path: from } = source;
  if (kind === "archive" && from && !(await stat(from)).isDirectory()) {
    await copyFile(from, file);
    await chmod(file, 0o600);
    return;
  }
  const content = kind === "asset" ? await assetContent(source) : zip(await archiveFiles(source));
  await writeFile(file, content, { mode: 0o600 });
}

/** Assets may contain secrets, and others can read the temporary folder. */
async function makePrivate(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const { mode, uid } = await lstat(directory).then((found) => {
    if (found.isDirectory()) return found;
    throw new Error(`${directory} is not a folder: remove it, assets are kept there`);
  });
  if (process.getuid && uid !== process.getuid())
    throw new Error(`${directory} belongs to somebody else: set TMPDIR to a folder of your own`);
  if (mode & 0o077) await chmod(directory, 0o700);
}
