import { lstatSync, readdirSync } from "node:fs";
import path from "node:path";
import type * as pulumi from "@pulumi/pulumi";
import { RunError } from "@pulumi/pulumi/errors.js";

/** What of assets and archives counts here: the parts of an archive, and where a file or folder is on this machine. */
interface Part {
  readonly assets?: Promise<pulumi.asset.AssetMap>;
  readonly path?: Promise<string>;
}

/**
 * An archive without links, the same rule as for a website's files: a link may lead to a file that nobody meant to hand
 * out, or around in a circle.
 *
 * @throws RunError when a file or folder of the archive is a link, or has one in it
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
    throw new RunError(`"${link}" is a link: replace it with what it leads to, or delete it`);
}

function linksIn(file: string): string[] {
  const found = lstatSync(file);
  if (found.isSymbolicLink()) return [file];
  if (!found.isDirectory()) return [];
  return readdirSync(file, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isSymbolicLink())
    .map((entry) => path.join(entry.parentPath, entry.name));
}
