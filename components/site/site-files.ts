import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { matchesGlob } from "node:path";
import { contentType } from "./content-types.ts";
import { siteKeys } from "./site-keys.ts";

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

/** Pages change under the same name. */
const PAGE = "public, max-age=60";
/** Fingerprinted files (`app.3f2a91bc.css`) never do: another content has another name. */
const IMMUTABLE = "public, max-age=31536000, immutable";
const OTHERWISE = "public, max-age=3600";

/** The last part of a name before its extensions, where it is as long as a digest in hex that a bundler writes. */
const DIGEST =
  /[.-]([0-9a-f]{8}|[0-9a-f]{10}|[0-9a-f]{12}|[0-9a-f]{16}|[0-9a-f]{20}|[0-9a-f]{32,64})(\.[a-z][a-z0-9]*)+$/;

/** Letters and digits by turns, as chance has them: a date, a telephone number or a student's number has not. */
const BY_TURNS = /\d[a-f]+\d+[a-f]|[a-f]\d+[a-f]+\d/;

/**
 * Every file below a folder, sorted by key. Names that start with a dot are left out, except `.well-known`.
 *
 * @param folder absolute, or relative to the working directory
 * @param rules come before the defaults: html 1 minute, fingerprinted names 1 year, others 1 hour
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

/** Cache-Control of a key: by the first of `rules` that matches, then by kind - page, fingerprinted, other. */
export function cacheControl(key: string, rules: CacheRules = {}): string {
  const own = Object.entries(rules).find(([glob]) => matchesGlob(key, glob))?.[1];
  return own ?? (key.endsWith(".html") ? PAGE : hasFingerprint(key) ? IMMUTABLE : OTHERWISE);
}

/** Whether a name changes with the content. In doubt it does not: an hour is soon over, and a year cannot be taken back. */
const hasFingerprint = (key: string): boolean => BY_TURNS.test(DIGEST.exec(key)?.[1] ?? "");
