import { optionName } from "./option.ts";

/** A word as a shell takes it: `"Mon 18:00"`. */
export function typed(word: string): string {
  if (/^[\w@%+=:,./~-]+$/.test(word)) return word;
  return /["$`\\!]/.test(word) ? `'${word.replaceAll("'", String.raw`'\''`)}'` : `"${word}"`;
}

/** Options as they are given to a command, by key; those that are not given are undefined or false. */
type Given = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

/** The same options as they are typed, for whoever is to call a command again: `--only s01,s07 --yes`. */
export const typedOptions = (given: Given): string =>
  Object.entries(given)
    .flatMap(([key, value]) => {
      if (value === undefined || value === false) return [];
      const words = value === true ? [] : [typed([value].flat().join(","))];
      return [`--${optionName(key)}`, ...words];
    })
    .join(" ");
