import { createHash } from "node:crypto";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join, matchesGlob, relative, sep } from "node:path";
import { contentType } from "./content-types.ts";

/** A file to upload. */
export interface SiteFile {
  /** Key in the bucket: the path below the folder, with `/`. */
  readonly key: string;
  /** Where the file is on this machine. */
  readonly path: string;
  /** SHA-256 of the content, in hex. */
  readonly hash: string;
  readonly contentType: string;
  /** How long browsers and CloudFront may keep it. */
  readonly cacheControl: string;
}

/** Cache-Control by glob on the key, e.g. `{ "assets/**": "public, max-age=31536000, immutable" }`; the first match counts. */
export type CacheRules = Readonly<Record<string, string>>;

const FINGERPRINT = "[0-9a-f]".repeat(8);

/** Pages change under the same name; fingerprinted files (`app.3f2a91bc.css`) never do. */
const DEFAULT_RULES: CacheRules = {
  "**/*.html": "public, max-age=60",
  [`**/*[.-]${FINGERPRINT}*.*`]: "public, max-age=31536000, immutable",
};
const OTHERWISE = "public, max-age=3600";

/**
 * Every file below a folder, sorted by key. Names that start with a dot are left out, except `.well-known`.
 *
 * @param folder absolute, or relative to the working directory
 * @param rules come before the defaults: html 1 minute, fingerprinted names 1 year, others 1 hour
 * @throws when the folder is missing or has no files.
 */
export function siteFiles(folder: string, rules: CacheRules = {}): SiteFile[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new Error(`folder "${folder}" does not exist: use the folder with the site's files`);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, key: relative(folder, path).split(sep).join("/") }))
    .filter(({ key }) => !isHidden(key));
  if (files.length === 0) throw new Error(`folder "${folder}" has no files: add the site's files`);
  return files
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ path, key }) => ({
      key,
      path,
      hash: createHash("sha256").update(readFileSync(path)).digest("hex"),
      contentType: contentType(key),
      cacheControl: cacheControl(key, rules),
    }));
}

/** Cache-Control of a key: by the first of `rules` that matches, then by kind - page, fingerprinted, other. */
export function cacheControl(key: string, rules: CacheRules = {}): string {
  const all = [...Object.entries(rules), ...Object.entries(DEFAULT_RULES)];
  return all.find(([glob]) => matchesGlob(key, glob))?.[1] ?? OTHERWISE;
}

const isHidden = (key: string): boolean =>
  key.split("/").some((part) => part.startsWith(".") && part !== ".well-known");
