import { errorMessage } from "../../lib/errors.ts";
import type { Ask } from "../console/ask.ts";
import { shownTime } from "../console/clock.ts";
import {
  changedExpiry,
  EXAMPLES,
  type ExpiryChange,
  ExpiryError,
  isTooFar,
  LONGEST_DAYS,
} from "../console/expiry.ts";

/** What is known of a class's end before it is brought up. */
export interface CurrentExpiry {
  readonly stack: string;
  readonly change: ExpiryChange;
  /** The command as it was called, without the end. */
  readonly call: string;
  /** The end in its settings; "" for none. */
  readonly current: string;
}

/**
 * When a class expires: as the call says, otherwise as its settings say. When the settings have no end, a past one, or one too
 * far ahead, the user is asked.
 *
 * @returns what to write into the settings; undefined when they stay as they are
 * @throws ExpiryError with the call to make, when nobody can answer
 */
export async function classEnd(
  { stack, change, call, current }: CurrentExpiry,
  ask: Ask,
  now: Date,
): Promise<string | undefined> {
  const changed = changedExpiry(change, current, now);
  const fault = faultOf(current, now);
  if (changed !== undefined || fault === undefined) return changed;
  const reason =
    current === "" ? `Pulumi.${stack}.yaml ${fault}` : `The class of stack ${stack} ${fault}`;
  let question = `${reason}\nWhen does the class end? (${EXAMPLES}) `;
  for (;;) {
    const answer = (await ask(question))?.trim();
    if (!answer)
      throw new ExpiryError(
        `${reason} Set the end, for example: ${call} --expires 18:00 (${EXAMPLES})`,
      );
    try {
      return changedExpiry({ expires: unquoted(answer) }, current, now);
    } catch (error) {
      if (!(error instanceof ExpiryError)) throw error;
      question = `${errorMessage(error).replace("--expires ", "")}\nWhen does the class end? `;
    }
  }
}

/** What is wrong with the end in the settings; undefined when it is valid. */
function faultOf(current: string, now: Date): string | undefined {
  if (current === "") return "does not say when the class ends.";
  const end = new Date(current);
  if (end <= now) return `ended at ${shownTime(current)}.`;
  return isTooFar(end, now)
    ? `would end at ${shownTime(current)}, more than ${LONGEST_DAYS} days from now.`
    : undefined;
}

/** A shell needs quotes around a time with a space; an answer to a question does not. */
const unquoted = (text: string): string => text.replace(/^(["'])(.*)\1$/, "$2");
