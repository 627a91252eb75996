/** So many looks without a visitor are quiet; where there are always visitors, so many lie between two collections at least. */
export const QUIET_LOOKS = 5;

/** From here on memory is given back among visitors, too. In bytes, with the program of Node. */
export const MOST_BYTES = 136e6;

/** Collects garbage as for the last time. V8 shows it by the option `--expose-gc`. */
export type Collect = (options: { readonly type: "major"; readonly flavor: "last-resort" }) => void;

/**
 * Gives memory back to the system when the visitors have gone, or when it has become too much: of what it has freed, V8 keeps 10 to
 * 40 MB for what may come next. It takes 30 to 60 ms.
 */
export class Quiet {
  readonly #collect: Collect;
  readonly #bytes: () => number;
  #isVisited = true;
  /** Looks since the last visitor, and since the last collection. */
  #quiet = 0;
  #kept = 0;

  /** @param bytes what the process has of memory @default asks the system */
  constructor(collect: Collect, bytes: () => number = () => process.memoryUsage.rss()) {
    this.#collect = collect;
    this.#bytes = bytes;
  }

  /** Somebody has asked for something. */
  visited(): void {
    this.#isVisited = true;
    this.#quiet = 0;
  }

  /** Called again and again. */
  look(): void {
    if (!this.#isVisited) return;
    this.#quiet += 1;
    this.#kept += 1;
    const isQuiet = this.#quiet >= QUIET_LOOKS;
    if (!isQuiet && (this.#kept < QUIET_LOOKS || this.#bytes() < MOST_BYTES)) return;
    this.#isVisited = !isQuiet;
    this.#kept = 0;
    this.#collect({ type: "major", flavor: "last-resort" });
  }
}
