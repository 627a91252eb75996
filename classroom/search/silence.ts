import { isNetwork } from "../../aws/errors.ts";

/**
 * Regions that do not answer. A call takes AWS's clients a minute to give up on, and a look makes many: where the first
 * ones have had no answer, and none has had one before, the others are not made.
 */
export class Silence {
  readonly #answered = new Set<string>();
  readonly #errors = new Map<string, unknown>();

  /** Asks a region, unless it is silent. @throws what the call does, or what the first one without an answer did */
  async ask<T>(region: string, call: () => Promise<T>): Promise<T> {
    if (this.#errors.has(region) && !this.#answered.has(region)) throw this.#errors.get(region);
    try {
      const answer = await call();
      this.#answered.add(region);
      return answer;
    } catch (error) {
      if (isNetwork(error)) this.#errors.set(region, error);
      else this.#answered.add(region); // an error is an answer
      throw error;
    }
  }
}
