import assert from "node:assert/strict";

/**
 * A command that a message prints to be run.
 *
 * @param form of the command, with `*` for what the program has filled in
 */
export function printedIn(message: string, form: string): string {
  const parts = form.split("*").map((part) => part.replace(/[^\w\s]/g, "\\$&"));
  const [command] = new RegExp(parts.join("[^\\s,;`]+")).exec(message) ?? [];
  assert.ok(command !== undefined, `no ${form} in:\n${message}`);
  return command.replace(/[.:]$/, "");
}
