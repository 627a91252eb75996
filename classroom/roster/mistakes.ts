import type { Objection } from "../../labs/contract/text-setting.ts";
import { ExplainedError } from "../../lib/errors.ts";

/** One mistake in a roster, described for the person who corrects it. */
export interface Mistake extends Objection {
  /** Line number from 1; left out for the whole file. */
  readonly line?: number;
  /** Name of the column; left out for the whole line. */
  readonly column?: string;
  /** The value in that column, safe to show: see `shown`. */
  readonly value?: string;
}

/** All mistakes in a roster. */
export class RosterError extends ExplainedError {
  readonly mistakes: readonly Mistake[];

  /** @param file its name as the user gave it */
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
 * A value of a roster, quoted and safe to show in a message: an e-mail address only by its first letter and domain, and control
 * and invisible characters by number.
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

/** `kim@example.com` becomes `k***@example.com`, anywhere in a text. */
const masked = (text: string): string => text.replace(/(\S)\S*(?=[@＠])/gu, "$1***");
