import { closest } from "fastest-levenshtein";

/** "did you mean x?" when some valid name is near, else the list of them. */
export function nearest(name: string, valid: readonly string[]): string {
  if (valid.length === 0) return "remove it: nothing can be set here";
  return `did you mean ${nearestOf(name, valid)}? Valid: ${valid.join(", ")}`;
}

/** The valid name that is meant, most likely. A part of a name is nearer than any other spelling. */
export const nearestOf = (name: string, valid: readonly string[]): string =>
  valid.find((known) => known.toLowerCase().includes(name.toLowerCase())) ?? closest(name, valid);
