import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { matchesGlob } from "node:path";
import { contentType } from "./content-types.ts";
import { siteKeys } from "./site-keys.ts";

/** A file to upload. */
export interface SiteFile {
  /** The key in the bucket: the path below the folder, with `/`. */
  readonly key: string;
  /** The file's path on this machine. */
  readonly path: string;
  /** SHA-256 of the content, in hex. */
  readonly hash: string;
  readonly contentType: string;
  /** How long browsers and CloudFront may cache it. */
  readonly cacheControl: string;
}

/**
 * Cache-Control by a glob for the key, e.g. `{ "assets/**": "public, max-age=31536000, immutable" }`; the first match applies.
 */
export type CacheRules = Readonly<Record<string, string>>;

/** Pages change without changing their name. Windows has some in capitals, or without the last letter. */
const IS_PAGE = /\.html?$/i;
const PAGE = "public, max-age=60";
/** Fingerprinted files (`app.3f2a91bc.css`) never change: new content gets a new name. */
const IMMUTABLE = "public, max-age=31536000, immutable";
const OTHERWISE = "public, max-age=3600";

/** The last part of a name before its extensions, if it is as long as a bundler's hexadecimal digest. */
const DIGEST =
  /[.-]([0-9a-f]{8}|[0-9a-f]{10}|[0-9a-f]{12}|[0-9a-f]{16}|[0-9a-f]{20}|[0-9a-f]{32,64})(\.[a-z][a-z0-9]*)+$/;

/** What bundlers write. A document whose name looks like a digest has it from a person: `classes-1a1b2a2b.pdf`. */
const BUNDLED =
  /\.(css|m?js|map|wasm|woff2?|[ot]tf|eot|svg|png|jpe?g|gif|webp|avif|ico|mp[34]|webm)$/;

/** Alternating letters and digits, as in a random digest, unlike a date, a telephone number or a student number. */
const BY_TURNS = /\d[a-f]+\d+[a-f]|[a-f]\d+[a-f]+\d/;

/**
 * All files below a folder, sorted by key. Names that start with a dot are skipped, except `.well-known`.
 *
 * @param folder absolute, or relative to the working directory
 * @param rules take precedence over the defaults: html 1 minute, fingerprinted names 1 year, others 1 hour
 * @throws SiteFilesError see `siteKeys`
 */
export const siteFiles = (folder: string, rules: CacheRules = {}): SiteFile[] =>
  siteKeys(folder).map(({ key, path }) => ({
    key,
    path,
    hash: createHash("sha256").update(readFileSync(path)).digest("hex"),
    contentType: contentType(key),
    cacheControl: cacheControl(key, rules),
  }));

/** The Cache-Control of a key: from the first of `rules` that matches, otherwise by type of file: page, fingerprinted, other. */
export function cacheControl(key: string, rules: CacheRules = {}): string {
  const own = Object.entries(rules).find(([glob]) => matchesGlob(key, glob))?.[1];
  return own ?? (IS_PAGE.test(key) ? PAGE : hasFingerprint(key) ? IMMUTABLE : OTHERWISE);
}

/**
 * Whether a name changes with the content. In doubt it does not: a cache of an hour expires soon, one of a year cannot be
 * undone.
 */
const hasFingerprint = (key: string): boolean =>
  BUNDLED.test(key) && BY_TURNS.test(DIGEST.exec(key)?.[1] ?? "");
