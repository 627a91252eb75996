import { causeIn, errorMessage, ExplainedError } from "../../lib/errors.ts";
import { CommandError } from "../../lib/spawn.ts";

/** Why one way to get an engine is not available. */
export class Unavailable extends ExplainedError {}

/** Neither an engine nor its AWS plugin is available in any way. */
export class NoEngineError extends ExplainedError {
  /** For each way tried, in order, why it is not available. */
  readonly reasons: readonly string[];

  /** @param fix what is missing and what to do, in a sentence */
  constructor(fix: string, reasons: readonly string[]) {
    super([`${fix}. Tried:`, ...reasons.map((reason) => `- ${reason}`)].join("\n"));
    this.reasons = reasons;
  }
}

/** Maximum length of a shown message: without disk space, Go writes a line for each file. */
const SHOWN = 300;

/**
 * Tries the ways in order and uses the first that works.
 *
 * @param fix what to do when none works, for people
 * @throws NoEngineError when none works
 * @throws ExplainedError when the disk is full: no other way needs less space
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
          `The disk is full: free up to 3 GB, then run this again. ${error.message.split("\n", 1)[0]?.slice(0, SHOWN) ?? ""}`,
          { cause: error },
        );
      reasons.push(error.message);
    }
  }
  throw new NoEngineError(fix, reasons);
}
