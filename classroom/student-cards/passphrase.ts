import { ExplainedError } from "../../lib/errors.ts";
import type { Ask } from "../console/ask.ts";

/** The passphrase for cards is missing, or too weak. */
export class PassphraseError extends ExplainedError {}

export const PASSPHRASE = "AWS_CLASS_CARDS_PASSPHRASE";

const SHORTEST = 12;

/**
 * The passphrase for encrypted cards: from the environment, else typed by the user.
 *
 * @param times how often the user types it: twice when a mistyped one would make the cards unreadable
 * @throws PassphraseError
 */
export async function passphraseFor(
  ask: Ask,
  { times, env = process.env }: { readonly times: 1 | 2; readonly env?: NodeJS.ProcessEnv },
): Promise<string> {
  const given = env[PASSPHRASE] ?? (await ask("Passphrase for the cards: "));
  if (given === undefined || given === "")
    throw new PassphraseError(
      `There is no passphrase for the cards: type one, or set ${PASSPHRASE}`,
    );
  if (times === 1) return given;
  if (Array.from(given).length < SHORTEST)
    throw new PassphraseError(
      `The passphrase is too short: whoever has the file can try many. Choose one of at least ${SHORTEST} characters, such as four words`,
    );
  if (env[PASSPHRASE] === undefined && (await ask("The same passphrase again: ")) !== given)
    throw new PassphraseError("The two passphrases are not the same. Nothing was written.");
  return given;
}
