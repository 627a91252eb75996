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

/** What is known of a class's end before it comes up. */
export interface KnownEnd {
  readonly stack: string;
  readonly change: ExpiryChange;
  /** How the command was called, apart from the end. */
  readonly call: string;
  /** What its settings say; "" for nothing. */
  readonly current: string;
}

/**
 * When a class is to end: as the call says, else as its settings do. When they say nothing, a time that is past, or
 * one that is too far ahead for a class, a person is asked.
 *
 * @returns what is to be written into the settings; undefined when they stay as they are
 * @throws ExpiryError with the call to make, when there is nobody to ask
 */
export async function classEnd(
  { stack, change, call, current }: KnownEnd,
  ask: Ask,
  now: Date,
): Promise<string | undefined> {
  const changed = changedExpiry(change, current, now);
  const fault = faultOf(current, now);
  if (changed !== undefined || fault === undefined) return changed;
  const reason =
    current === "" ? `Stack ${stack} ${fault}` : `The class of stack ${stack} ${fault}`;
  let question = `${reason}\nWhen does the class end? (${EXAMPLES}) `;
  for (;;) {
    const answer = (await ask(question))?.trim();
    if (!answer)
      throw new ExpiryError(
        `${reason} Say when it is to end, for example: ${call} --expires 18:00 (${EXAMPLES})`,
      );
    try {
      return changedExpiry({ expires: unquoted(answer) }, current, now);
    } catch (error) {
      if (!(error instanceof ExpiryError)) throw error;
      question = `${errorMessage(error).replace("--expires ", "")}\nWhen does the class end? `;
    }
  }
}

/** What is wrong with the end that settings say; undefined for nothing. */
function faultOf(current: string, now: Date): string | undefined {
  if (current === "") return "does not say when the class ends.";
  const end = new Date(current);
  if (end <= now) return `ended at ${shownTime(current)}.`;
  return isTooFar(end, now)
    ? `would end at ${shownTime(current)}, more than ${LONGEST_DAYS} days from now.`
    : undefined;
}

/** At a shell a time with a space in it is quoted; at a question it need not be. */
const unquoted = (text: string): string => text.replace(/^(["'])(.*)\1$/, "$2");
