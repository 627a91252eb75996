import { closest, distance } from "fastest-levenshtein";

/** "did you mean x?" when a valid name is similar, and the list of valid names. */
export function nearest(name: string, valid: readonly string[]): string {
  if (valid.length === 0) return "remove it: nothing can be set here";
  const meant = nearestOf(name, valid);
  const isNear = distance(name, meant) <= FAR * Math.max(name.length, meant.length);
  const list = valid.join(", ");
  return isNear || isPart(name, meant) || letters(name) === letters(meant)
    ? `did you mean ${meant}? Valid: ${list}`
    : `write one of ${list}`;
}

/** A name with its letters in a different order, such as dve, is treated as a typing error. */
const letters = (name: string): string => Array.from(name.toLowerCase()).sort().join("");

/** The largest part of a name's letters that may differ in a typing error. */
const FAR = 0.5;

/** The most likely intended name. A part of a name counts as nearer than any other spelling, the shorter the name the nearer. */
export function nearestOf(name: string, valid: readonly string[]): string {
  const [whole] = valid.filter((known) => isPart(name, known)).sort((a, b) => a.length - b.length);
  const inOtherOrder = valid.find((known) => letters(known) === letters(name));
  return whole ?? inOtherOrder ?? closest(name, valid);
}

const isPart = (name: string, known: string): boolean =>
  name.length > 1 && known.toLowerCase().includes(name.toLowerCase());
