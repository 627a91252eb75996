/** A text without the user and password that addresses in it have, such as those of a backend on PostgreSQL. */
export const withoutUser = (text: string): string =>
  text
    .replace(/(\b[a-z][a-z\d+.-]*:\/\/)[^\s/?#]*@/g, "$1")
    .replace(/([?&]password=)[^\s&"')]*/g, "$1..."); // PostgreSQL takes it there, too
