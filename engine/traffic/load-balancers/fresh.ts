import { BELIEVED_MS } from "../cache.ts";

/** How old a value may be while it is being refreshed, in milliseconds. */
const USED_MS = 1.5 * BELIEVED_MS;

/** A value that is slow to read but often used: it is refreshed before it is too old, without making callers wait. */
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

  /** The current value, or else the result of reading it. Failures are not cached. */
  get(): T | Promise<T> {
    const age = this.#known === undefined ? Infinity : this.#now() - this.#known.at;
    if (this.#known === undefined || age > USED_MS) return this.#again();
    if (age > BELIEVED_MS) this.#again().catch(() => undefined); // the next caller gets the error
    return this.#known.value;
  }

  /** The value as read at a given time, or later. */
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
      // The value may be older than the end of the read.
      const at = this.#now();
      const value = await this.#read();
      this.#known = { value, at };
      return value;
    } finally {
      this.#reading = undefined;
    }
  }
}
