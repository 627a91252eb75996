import { ExplainedError } from "../../lib/errors.ts";
import { CommandError } from "../../lib/spawn.ts";

/** Why one way to an engine is not open. */
export class Unavailable extends Error {}

/** No way to an engine, or to its AWS provider, is open. */
export class NoEngineError extends ExplainedError {
  /** For each way tried, in order, why it is not open. */
  readonly reasons: readonly string[];

  constructor(what: string, reasons: readonly string[]) {
    super([`no ${what} can be had:`, ...reasons.map((reason) => `- ${reason}`)].join("\n"));
    this.reasons = reasons;
  }
}

/**
 * Tries one way after the other and takes the first that is open.
 *
 * @param what what they lead to
 * @throws NoEngineError when none is
 */
export async function firstOpen<T>(what: string, ways: readonly (() => Promise<T>)[]): Promise<T> {
  const reasons: string[] = [];
  for (const way of ways) {
    try {
      return await way();
    } catch (error) {
      if (!(error instanceof Unavailable || error instanceof CommandError)) throw error;
      reasons.push(error.message);
    }
  }
  throw new NoEngineError(what, reasons);
}
