import { causeIn, errorMessage, ExplainedError } from "../../lib/errors.ts";
import { CommandError } from "../../lib/spawn.ts";

/** Why one way to an engine is not open. */
export class Unavailable extends ExplainedError {}

/** No way to an engine, or to its AWS provider, is open. */
export class NoEngineError extends ExplainedError {
  /** For each way tried, in order, why it is not open. */
  readonly reasons: readonly string[];

  /** @param fix what is missing and what to do, in a sentence */
  constructor(fix: string, reasons: readonly string[]) {
    super([`${fix}. Tried:`, ...reasons.map((reason) => `- ${reason}`)].join("\n"));
    this.reasons = reasons;
  }
}

/** Characters of what a command says: Go writes a line for each file that has no space. */
const SHOWN = 300;

/**
 * Tries one way after the other and takes the first that is open.
 *
 * @param fix what to do when none is, for people
 * @throws NoEngineError when none is
 * @throws ExplainedError when the disk is full: no other way needs less of it
 */
export async function firstOpen<T>(fix: string, ways: readonly (() => Promise<T>)[]): Promise<T> {
  const reasons: string[] = [];
  for (const way of ways) {
    try {
      return await way();
    } catch (error) {
      if (!(error instanceof Unavailable || error instanceof CommandError)) throw error;
      if (causeIn(errorMessage(error)) === "disk")
        throw new ExplainedError(
          `The disk is full: free 3 GB at most, then run this again. ${error.message.split("\n", 1)[0]?.slice(0, SHOWN) ?? ""}`,
          { cause: error },
        );
      reasons.push(error.message);
    }
  }
  throw new NoEngineError(fix, reasons);
}
