import { escaped } from "../../lib/html.ts";

/** Invisible characters, which can hide or reorder other text; joiners are allowed, because names in some scripts need them. */
const INVISIBLE = /[\p{Cc}\p{Zl}\p{Zp}]|(?![\u200C\u200D])\p{Cf}/gu;

/** A text with a visible replacement for each control character and direction mark. */
export const plain = (text: string): string => text.replace(INVISIBLE, "\uFFFD");

/** A plain text as HTML, for content and attributes. */
export const inHtml = (text: string): string => escaped(plain(text));

/** The same for several lines: line breaks and tabs stay. */
export const linesInHtml = (text: string): string =>
  text.replace(/\r\n/g, "\n").replace(/[^\n\t]+/g, inHtml);
