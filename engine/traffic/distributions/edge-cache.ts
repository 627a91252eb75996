import type { Validators } from "../objects/conditions.ts";

/** A cached answer. */
export interface Kept {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** Validators from the origin, to ask it whether the object has changed; undefined when it sent none. */
  readonly validators: Partial<Validators>;
  /** When it was received, and until when it is fresh, in milliseconds. */
  readonly since: number;
  readonly until: number;
}

/** The key of a cached answer. */
export interface Key {
  readonly distribution: string;
  /** The viewer's path with the query strings in the cache key, as in invalidations. */
  readonly url: string;
  /** Other parts of the cache key: headers, cookies, encodings. */
  readonly variant: string;
}

/** Maximum size of the cache, in bytes. */
const MOST_BYTES = 24 * 1024 * 1024;

/** What a cache costs for each answer beside what is in it. */
const ENTRY_BYTES = 1024;

/** The cache of all distributions: when it is full, answers that were not used for longest are removed. */
export class EdgeCache {
  readonly #kept = new Map<string, { readonly key: Key; readonly kept: Kept }>();
  readonly #most: number;
  #bytes = 0;

  constructor(mostBytes = MOST_BYTES) {
    this.#most = mostBytes;
  }

  /** @param now in milliseconds: what is no longer fresh, and cannot be asked about, is forgotten */
  get(key: Key, now: number): Kept | undefined {
    const name = nameOf(key);
    const found = this.#kept.get(name);
    if (found === undefined) return undefined;
    const { until, validators } = found.kept;
    if (until <= now && validators.etag === undefined && validators.lastModified === undefined) {
      this.#forget(name);
      return undefined;
    }
    this.#kept.delete(name);
    this.#kept.set(name, found);
    return found.kept;
  }

  set(key: Key, kept: Kept): void {
    const name = nameOf(key);
    this.#forget(name);
    this.#kept.set(name, { key, kept });
    this.#bytes += sizeOf(name, kept);
    for (const oldest of this.#kept.keys()) {
      if (this.#bytes <= this.#most) break;
      this.#forget(oldest);
    }
  }

  /** Removes a distribution's answers that match the paths of an invalidation. */
  invalidate(distribution: string, paths: readonly string[]): void {
    const patterns = paths.map(matcher);
    for (const [name, { key }] of this.#kept)
      if (key.distribution === distribution && patterns.some((matches) => matches(key.url)))
        this.#forget(name);
  }

  #forget(name: string): void {
    const found = this.#kept.get(name);
    if (found === undefined) return;
    this.#bytes -= sizeOf(name, found.kept);
    this.#kept.delete(name);
  }
}

const nameOf = ({ distribution, url, variant }: Key): string =>
  JSON.stringify([distribution, url, variant]);

/** A viewer chooses the URL, which is in the name and in the key. */
function sizeOf(name: string, { body, headers }: Kept): number {
  const lengths = Object.entries(headers).map(([header, value]) => header.length + value.length);
  return body.length + 2 * name.length + lengths.reduce((a, b) => a + b, 0) + ENTRY_BYTES;
}

/**
 * Whether a path matches an invalidation: an asterisk at the end stands for any text, an encoded one for itself.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/invalidation-specifying-objects.html
 */
function matcher(path: string): (url: string) => boolean {
  const whole = path.startsWith("/") ? path : `/${path}`;
  if (!whole.endsWith("*")) return (url) => decoded(url) === decoded(whole);
  const start = decoded(whole.slice(0, -1));
  return (url) => decoded(url).startsWith(start);
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
