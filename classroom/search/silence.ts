import { isNetwork } from "../../aws/errors.ts";

/**
 * Regions that do not answer. AWS's clients take a minute to give up on a call, and a search makes many: if the first calls to a
 * region have no answer, and none had one before, the others are skipped.
 */
export class Silence {
  readonly #answered = new Set<string>();
  readonly #errors = new Map<string, unknown>();

  /** Calls a region, unless it is silent. @throws the error of the call, or that of the first call without an answer */
  async ask<T>(region: string, call: () => Promise<T>): Promise<T> {
    if (this.#errors.has(region) && !this.#answered.has(region)) throw this.#errors.get(region);
    try {
      const answer = await call();
      this.#answered.add(region);
      return answer;
    } catch (error) {
      if (isNetwork(error)) this.#errors.set(region, error);
      else this.#answered.add(region); // an error is an answer, too
      throw error;
    }
  }
}
