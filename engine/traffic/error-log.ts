import { errorMessage } from "../../lib/errors.ts";

/** So many works are remembered: visitors may ask for ever new addresses. */
const MOST = 1000;

/**
 * The log of errors of work that is repeated, such as every second: each error is written once, and again when the work
 * has succeeded in the meantime or fails for another reason.
 */
export class ErrorLog {
  /** The last message, by the name of the work; the one that failed longest ago is the first. */
  readonly #last = new Map<string, string>();

  /**
   * @param work names what has failed, in this log
   * @param title before the message @default none
   */
  failed(work: string, error: unknown, title?: string): void {
    const message = [title, errorMessage(error)].filter((part) => part !== undefined).join(": ");
    const before = this.#last.get(work);
    this.#last.delete(work);
    this.#last.set(work, message);
    for (const [oldest] of this.#last) {
      if (this.#last.size <= MOST) break;
      this.#last.delete(oldest);
    }
    if (message !== before) console.error(message);
  }

  succeeded(work: string): void {
    this.#last.delete(work);
  }
}
