import type { IncomingHttpHeaders } from "node:http";

/** A text encoded for a header: without spaces, line breaks, and characters beyond ASCII. */
export const encodedForHeader = (text: string): string =>
  text.toWellFormed().replace(/[^\x21-\x7e]/gu, encodeURIComponent);

/** https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1 */
const OF_CONNECTION = [
  ...["connection", "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding"],
  "upgrade",
];

/**
 * Headers without those that belong to one connection, and are not passed on: the usual ones, and those that `connection` names.
 *
 * @param others names of further headers that are left out @default none
 */
export function passedOn(
  headers: IncomingHttpHeaders,
  others: readonly string[] = [],
): IncomingHttpHeaders {
  const named = (headers.connection ?? "").toLowerCase().split(/[\s,]+/);
  const left = new Set([...OF_CONNECTION, ...named, ...others]);
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !left.has(name)));
}
