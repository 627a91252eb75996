const SHOWN_CHARACTERS = 80;

/** Control, direction and zero-width characters, and spaces but the usual one. */
const INVISIBLE = /(?! )[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Zs}]/gu;

/**
 * A setting's value in a message: on one line, a list or map as such where Pulumi gives its JSON, of a private key the first line
 * alone, and what nobody can see by its number.
 */
export function shownValue(value: unknown): string {
  const text = (isJson(value) ? value : JSON.stringify(value))
    .replace(/(PRIVATE KEY-----).*$/s, "$1...")
    .replace(INVISIBLE, (character) => `\\u${code(character)}`);
  return text.length <= SHOWN_CHARACTERS ? text : `${text.slice(0, SHOWN_CHARACTERS)}...`;
}

function isJson(value: unknown): value is string {
  if (typeof value !== "string" || !/^[[{]/.test(value)) return false;
  try {
    JSON.parse(value);
    return true;
  } catch {
    return false;
  }
}

const code = (character: string): string =>
  (character.codePointAt(0) ?? 0).toString(16).padStart(4, "0");
