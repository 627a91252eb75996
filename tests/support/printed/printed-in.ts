import assert from "node:assert/strict";

/** At the end of a form: the rest of the line. */
const REST = " ...";

/**
 * A command that a message prints to be run.
 *
 * @param form of the command, with `*` for a word that the program has filled in, and `...` at its end for all that follows
 */
export function printedIn(message: string, form: string): string {
  const isOpen = form.endsWith(REST);
  const parts = (isOpen ? form.slice(0, -REST.length) : form)
    .split("*")
    .map((part) => part.replace(/[^\w\s]/g, "\\$&"));
  const rest = isOpen ? " .+" : "";
  const [command] = new RegExp(parts.join("[^\\s,;`]+") + rest).exec(message) ?? [];
  assert.ok(command !== undefined, `no ${form} in:\n${message}`);
  // The end of a sentence, or of what stands in parentheses, is none of the command's.
  return command.replace(command.includes("(") ? /[.:]$/ : /[.:)]+$/, "");
}
