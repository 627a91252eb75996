import { BELIEVED_MS } from "../cache.ts";

/** How old it may be while it is read again, in milliseconds. */
const USED_MS = 1.5 * BELIEVED_MS;

/**
 * Something that takes long to read, for whoever asks often: it is read again in time before it is too old, and nobody waits
 * for that.
 */
export class Fresh<T> {
  readonly #read: () => Promise<T>;
  readonly #now: () => number;
  #known: { readonly value: T; readonly at: number } | undefined;
  #reading: Promise<T> | undefined;

  /** @param now in milliseconds */
  constructor(read: () => Promise<T>, now: () => number) {
    this.#read = read;
    this.#now = now;
  }

  /** What is known, at once, or else what is read. A failure is not remembered. */
  get(): T | Promise<T> {
    const age = this.#known === undefined ? Infinity : this.#now() - this.#known.at;
    if (this.#known === undefined || age > USED_MS) return this.#again();
    if (age > BELIEVED_MS) this.#again().catch(() => undefined); // who asks next is told
    return this.#known.value;
  }

  /** What has been read at a moment, or after it. */
  async since(moment: number): Promise<T> {
    while (this.#known === undefined || this.#known.at < moment) await this.#again();
    return this.#known.value;
  }

  #again(): Promise<T> {
    this.#reading ??= this.#readNow();
    return this.#reading;
  }

  async #readNow(): Promise<T> {
    try {
      // What is read may be older than its end.
      const at = this.#now();
      const value = await this.#read();
      this.#known = { value, at };
      return value;
    } finally {
      this.#reading = undefined;
    }
  }
}
