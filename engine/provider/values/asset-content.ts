// The bytes of an asset, and the files of an archive.
import { createHash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import type { Source } from "./asset-source.ts";

export const sha256 = (content: Buffer): string =>
  createHash("sha256").update(content).digest("hex");

const NOTHING = Buffer.from("");

/** @throws when the asset's file or URL cannot be read, or the engine sent only a hash. */
export async function assetContent({ path: file, uri, text, hash }: Source): Promise<Buffer> {
  if (file) return readFile(file);
  if (uri) return download(uri);
  if (text !== undefined) return Buffer.from(text);
  // The engine leaves out an empty text.
  if (hash === sha256(NOTHING)) return NOTHING;
  throw new Error(`the engine sent no content of asset ${hash ?? ""}`);
}

async function download(uri: string): Promise<Buffer> {
  if (uri.startsWith("file://")) return readFile(new URL(uri));
  const response = await fetch(uri);
  if (!response.ok)
    throw new Error(`cannot read the asset ${uri}: ${response.status} ${response.statusText}`);
  return Buffer.from(await response.arrayBuffer());
}

/** The files of an archive, by their path in it. */
export async function archiveFiles(archive: Source): Promise<Map<string, Buffer>> {
  if (archive.uri)
    throw new Error(`archive ${archive.uri}: download it first and use a FileArchive`);
  if (!archive.path && !archive.assets)
    throw new Error(`the engine sent no content of archive ${archive.hash ?? ""}`);
  const files = archive.path ? await filesBelow(archive.path) : new Map<string, Buffer>();
  for (const [name, member] of Object.entries(archive.assets ?? {})) {
    if (member.kind === "asset") files.set(name, await assetContent(member));
    else
      for (const [inner, content] of await archiveFiles(member))
        files.set(path.posix.join(name, inner), content);
  }
  return files;
}

/** Regular files, also through links, but not linked folders, as Pulumi packs them. */
async function filesBelow(folder: string): Promise<Map<string, Buffer>> {
  const root = path.resolve(folder);
  const files = new Map<string, Buffer>();
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    const isFile = entry.isSymbolicLink() ? (await stat(file)).isFile() : entry.isFile();
    if (isFile) files.set(path.relative(root, file), await readFile(file));
  }
  return files;
}
