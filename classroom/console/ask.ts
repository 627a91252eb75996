import { createInterface, type Interface } from "node:readline/promises";
import { ExplainedError } from "../../lib/errors.ts";

/** Puts a question to a person; undefined when none is there, or none answers. */
export type Ask = (question: string) => Promise<string | undefined>;

/** A command must be confirmed, and nobody is there to do so. */
export class NobodyToAskError extends ExplainedError {}

const isTerminal = (): boolean => process.stdin.isTTY && process.stdout.isTTY;

/**
 * Stops a command that would have to ask, where nobody can answer.
 *
 * @param call how it is called without a question
 * @throws NobodyToAskError
 */
export function checkTerminal(call: string, present = isTerminal()): void {
  if (present) return;
  throw new NobodyToAskError(
    `Nothing was changed: there is no terminal to confirm it in. Without a question: ${call}`,
  );
}

/** Asks whoever sits at the terminal. */
export const askAtTerminal: Ask = async (question) => {
  if (!isTerminal()) return undefined;
  return answerAt(createInterface({ input: process.stdin, output: process.stdout }), question);
};

/** Puts a question at an open terminal, and closes it. @returns undefined after Ctrl+C or Ctrl+D */
export async function answerAt(terminal: Interface, question: string): Promise<string | undefined> {
  try {
    // Ctrl+D closes it without an answer.
    const closed = new Promise<undefined>((resolve) => {
      terminal.once("close", () => {
        resolve(undefined);
      });
    });
    terminal.once("SIGINT", () => {
      terminal.close();
    });
    return await Promise.race([terminal.question(question), closed]);
  } finally {
    terminal.close();
  }
}

/** Whether a person agrees: with `y` or `yes`, nothing else. */
export const agrees = async (question: string, ask: Ask = askAtTerminal): Promise<boolean> =>
  /^(y|yes)$/i.test((await ask(`${question} (y/N) `))?.trim() ?? "");

/** Whether a person types a name as it is. */
export const typesName = async (
  question: string,
  name: string,
  ask: Ask = askAtTerminal,
): Promise<boolean> => (await ask(question))?.trim() === name;
