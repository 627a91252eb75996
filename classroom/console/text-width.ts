import { stripVTControlCharacters } from "node:util";

/** Hangul, kana and ideographs take two columns of a terminal. */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/g;

/** How many columns a text takes on a terminal. */
export const columns = (text: string): number => {
  const shown = stripVTControlCharacters(text);
  return shown.length + (shown.match(WIDE)?.length ?? 0);
};

/** `text` with spaces behind it, `width` columns in all. */
export const padded = (text: string, width: number): string =>
  text + " ".repeat(Math.max(0, width - columns(text)));
