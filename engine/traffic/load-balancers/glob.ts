/**
 * Whether a text matches the pattern of a listener rule: `*` for any characters, `?` for exactly one; a backslash escapes either.
 * Patterns are untrusted input: the number of steps is at most the product of the two lengths.
 */
export function isLike(text: string, pattern: string): boolean {
  const signs = signsOf(pattern);
  let at = 0;
  let sign = 0;
  // Where to continue when the text after the last star does not match.
  let star = -1;
  let starAt = 0;
  while (at < text.length) {
    const wanted = signs[sign];
    if (wanted === ANY) {
      star = sign++;
      starAt = at;
    } else if (wanted !== undefined && (wanted === ONE || wanted === text[at])) {
      at++;
      sign++;
    } else if (star >= 0) {
      sign = star + 1;
      at = ++starAt;
    } else return false;
  }
  while (signs[sign] === ANY) sign++;
  return sign === signs.length;
}

const ANY = Symbol("any characters");
const ONE = Symbol("any character");

function signsOf(pattern: string): readonly (string | typeof ANY | typeof ONE)[] {
  const parts = pattern.match(/\\[*?\\]|[^]/g) ?? [];
  return parts.map((part) => {
    if (part === "*") return ANY;
    if (part === "?") return ONE;
    return part.length === 2 ? part.slice(1) : part;
  });
}
