/** How long data read from the emulated AWS is cached, in milliseconds: not longer than it takes to reload a page. */
export const BELIEVED_MS = 500;

/** Maximum number of entries, because clients can invent host names. */
const MOST = 500;

/** Caches answers briefly, so that a page with many parts reads once. */
export class ShortCache<T> {
  readonly #known = new Map<string, { readonly until: number; readonly value: Promise<T> }>();
  readonly #now: () => number;

  /** @param now in milliseconds @default the machine's */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** The cached value of `key`, or else the result of `read`. Failures are not cached. */
  get(key: string, read: () => Promise<T>): Promise<T> {
    const known = this.#known.get(key);
    if (known && known.until > this.#now()) return known.value;
    if (this.#known.size >= MOST) this.#known.clear();
    const value = read();
    this.#known.set(key, { until: this.#now() + BELIEVED_MS, value });
    value.catch(() => this.#known.delete(key));
    return value;
  }
}
