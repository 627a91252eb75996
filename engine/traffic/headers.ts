/** A text as it may stand in a header: without blanks, ends of lines, and letters beyond ASCII. */
export const encodedForHeader = (text: string): string =>
  text.toWellFormed().replace(/[^\x21-\x7e]/gu, encodeURIComponent);
