import { escaped } from "../../lib/html.ts";

/** What is not seen, and hides or turns other text around; joiners are part of names in some scripts. */
const INVISIBLE = /[\p{Cc}\p{Zl}\p{Zp}]|(?![\u200C\u200D])\p{Cf}/gu;

/** A text with a visible sign in the place of each control character and direction mark. */
export const plain = (text: string): string => text.replace(INVISIBLE, "\uFFFD");

/** A plain text as HTML, for content and attributes. */
export const inHtml = (text: string): string => escaped(plain(text));

/** The same of several lines: line ends and tabs stay. */
export const linesInHtml = (text: string): string =>
  text.replace(/\r\n/g, "\n").replace(/[^\n\t]+/g, inHtml);
