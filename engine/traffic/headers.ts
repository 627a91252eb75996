/** A text encoded for a header: without spaces, line breaks, and characters beyond ASCII. */
export const encodedForHeader = (text: string): string =>
  text.toWellFormed().replace(/[^\x21-\x7e]/gu, encodeURIComponent);
