/** How long what was read of the emulated AWS is believed, in milliseconds: not longer than it takes to reload a page. */
export const BELIEVED_MS = 500;

/** Host names are made up by whoever asks. */
const MOST = 500;

/** Remembers answers for a moment, so that a page with many parts asks once. */
export class ShortCache<T> {
  readonly #known = new Map<string, { readonly until: number; readonly value: Promise<T> }>();
  readonly #now: () => number;

  /** @param now in milliseconds @default the machine's */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** What is known of `key`, or else what `read` finds. A failure is not remembered. */
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
