import type { Objection } from "../../labs/contract/text-setting.ts";
import { ExplainedError } from "../../lib/errors.ts";

/** One mistake in a roster, in the words of the person who has to correct it. */
export interface Mistake extends Objection {
  /** As an editor counts them, from 1; left out where the whole file is meant. */
  readonly line?: number;
  /** Name of the column; left out where the whole line is meant. */
  readonly column?: string;
  /** What is in that column, as it may be shown: see `shown`. */
  readonly value?: string;
}

/** All mistakes of a roster at once. */
export class RosterError extends ExplainedError {
  readonly mistakes: readonly Mistake[];

  /** @param file as the user named it */
  constructor(file: string, mistakes: readonly Mistake[]) {
    const count = mistakes.length === 1 ? "1 mistake" : `${mistakes.length} mistakes`;
    super(`${count} in ${file}, nothing was changed:\n${mistakes.map(described).join("\n")}`);
    this.mistakes = mistakes;
  }
}

function described({ line, column, value, reason, fix }: Mistake): string {
  const cell = column === undefined ? [] : [value === undefined ? column : `${column} = ${value}`];
  const place = [...(line === undefined ? [] : [`line ${line}`]), ...cell].join(", ");
  return `  ${place === "" ? "" : `${place}: `}${reason}\n    fix: ${fix}`;
}

const SHOWN_CHARACTERS = 60;

/**
 * A value of a roster as a message may show it, in quotes: an e-mail address only by its first letter and its domain, and
 * what a terminal would obey, or nobody would see, by its number.
 */
export function shown(value: string): string {
  const visible = masked(value).replace(
    /[\p{C}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
  const characters = Array.from(visible);
  return characters.length <= SHOWN_CHARACTERS
    ? `"${visible}"`
    : `"${characters.slice(0, SHOWN_CHARACTERS).join("")}..."`;
}

/** `kim@example.com` becomes `k***@example.com`, wherever in a text it is. */
const masked = (text: string): string => text.replace(/(\S)\S*(?=[@＠])/gu, "$1***");
