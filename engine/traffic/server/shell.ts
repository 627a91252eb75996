/** A text as one word of the shell, whatever it holds. */
export const quoted = (word: string): string => `'${word.replaceAll("'", String.raw`'\''`)}'`;
