import { lstatSync, readdirSync } from "node:fs";
import path from "node:path";
import type * as pulumi from "@pulumi/pulumi";
import { RunError } from "@pulumi/pulumi/errors.js";

/** The part of assets and archives that matters here: an archive's contents, and the local path of a file or folder. */
interface Part {
  readonly assets?: Promise<pulumi.asset.AssetMap>;
  readonly path?: Promise<string>;
}

/**
 * Checks that an archive contains no links, as for a website's files: a link may lead to a file that nobody meant to publish,
 * or form a loop.
 *
 * @throws RunError when a file or folder of the archive is a link, or contains one
 */
export async function withoutLinks<T extends pulumi.asset.Archive>(archive: T): Promise<T> {
  await refuseLinks(archive);
  return archive;
}

async function refuseLinks(part: Part): Promise<void> {
  const parts = Object.values((await part.assets) ?? {});
  await Promise.all(parts.map((inner) => refuseLinks(inner as Part)));
  const file = await part.path;
  const [link] = file === undefined ? [] : linksIn(file);
  if (link !== undefined)
    throw new RunError(`"${link}" is a link: replace it with the file it points to, or delete it`);
}

function linksIn(file: string): string[] {
  const found = lstatSync(file);
  if (found.isSymbolicLink()) return [file];
  if (!found.isDirectory()) return [];
  return readdirSync(file, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isSymbolicLink())
    .map((entry) => path.join(entry.parentPath, entry.name));
}
