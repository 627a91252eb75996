import { createInterface, type Interface } from "node:readline/promises";
import { ExplainedError } from "../../lib/errors.ts";

/** Asks a question; returns undefined when nobody is there, or nobody answers. */
export type Ask = (question: string) => Promise<string | undefined>;

/** A command must be confirmed, but nobody can answer. */
export class NobodyToAskError extends ExplainedError {}

const isTerminal = (): boolean => process.stdin.isTTY && process.stdout.isTTY;

/**
 * Stops a command that needs an answer when nobody can answer.
 *
 * @param call the call that needs no answer
 * @throws NobodyToAskError
 */
export function checkTerminal(call: string, present = isTerminal()): void {
  if (present) return;
  throw new NobodyToAskError(
    `Nothing was changed: there is no terminal to confirm it in. To run without confirmation: ${call}`,
  );
}

/** Asks the user at the terminal. */
export const askAtTerminal: Ask = async (question) => {
  if (!isTerminal()) return undefined;
  return answerAt(createInterface({ input: process.stdin, output: process.stdout }), question);
};

/** Asks a question at an open terminal, then closes it. @returns undefined after Ctrl+C or Ctrl+D */
export async function answerAt(terminal: Interface, question: string): Promise<string | undefined> {
  try {
    // Ctrl+D closes the terminal without an answer.
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

/** Whether the user agrees: only with `y` or `yes`. */
export const agrees = async (question: string, ask: Ask = askAtTerminal): Promise<boolean> =>
  /^(y|yes)$/i.test((await ask(`${question} (y/N) `))?.trim() ?? "");

/** Whether the user types the exact name. */
export const typesName = async (
  question: string,
  name: string,
  ask: Ask = askAtTerminal,
): Promise<boolean> => (await ask(question))?.trim() === name;
