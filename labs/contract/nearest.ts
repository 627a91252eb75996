import { closest, distance } from "fastest-levenshtein";

/** "did you mean x?" when some valid name is near, and the list of them. */
export function nearest(name: string, valid: readonly string[]): string {
  if (valid.length === 0) return "remove it: nothing can be set here";
  const meant = nearestOf(name, valid);
  const isNear = distance(name, meant) <= FAR * Math.max(name.length, meant.length);
  const list = valid.join(", ");
  return isNear || isPart(name, meant)
    ? `did you mean ${meant}? Valid: ${list}`
    : `write one of ${list}`;
}

/** The part of a name's letters that another spelling of it has changed at most. */
const FAR = 0.7;

/** The valid name that is meant, most likely. A part of a name is nearer than any other spelling. */
export const nearestOf = (name: string, valid: readonly string[]): string =>
  valid.find((known) => isPart(name, known)) ?? closest(name, valid);

const isPart = (name: string, known: string): boolean =>
  known.toLowerCase().includes(name.toLowerCase());
