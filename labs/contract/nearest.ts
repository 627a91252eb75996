import { closest, distance } from "fastest-levenshtein";

/** "did you mean x?" when some valid name is near, and the list of them. */
export function nearest(name: string, valid: readonly string[]): string {
  if (valid.length === 0) return "remove it: nothing can be set here";
  const meant = nearestOf(name, valid);
  const isNear = distance(name, meant) <= FAR * Math.max(name.length, meant.length);
  const list = valid.join(", ");
  return isNear || isPart(name, meant) || letters(name) === letters(meant)
    ? `did you mean ${meant}? Valid: ${list}`
    : `write one of ${list}`;
}

/** Those of a name that is only typed in another order, such as dve, are another's. */
const letters = (name: string): string => Array.from(name.toLowerCase()).sort().join("");

/** The part of a name's letters that another spelling of it has changed at most. */
const FAR = 0.5;

/** The valid name that is meant, most likely. A part of a name is nearer than any other spelling, most of all of a short one. */
export function nearestOf(name: string, valid: readonly string[]): string {
  const [whole] = valid.filter((known) => isPart(name, known)).sort((a, b) => a.length - b.length);
  const inOtherOrder = valid.find((known) => letters(known) === letters(name));
  return whole ?? inOtherOrder ?? closest(name, valid);
}

const isPart = (name: string, known: string): boolean =>
  name.length > 1 && known.toLowerCase().includes(name.toLowerCase());
