import type { IncomingHttpHeaders } from "node:http";

/** What conditions are about. */
export interface Validators {
  readonly etag: string;
  /** An HTTP date. */
  readonly lastModified: string;
}

/** What conditional headers decide: go on, 304, or 412 by the header that does not hold. */
export type Decision =
  | { readonly is: "go on" }
  | { readonly is: "not modified" }
  | { readonly is: "failed"; readonly condition: string };

const GO_ON: Decision = { is: "go on" };
const NOT_MODIFIED: Decision = { is: "not modified" };

/**
 * Decides as S3 does: an If-Match that holds outweighs If-Unmodified-Since, and an If-None-Match outweighs If-Modified-Since.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-13.2.2
 */
export function decided(
  headers: IncomingHttpHeaders,
  { etag, lastModified }: Validators,
): Decision {
  const match = headers["if-match"];
  const noneMatch = headers["if-none-match"];
  const unmodifiedSince = timeIn(headers["if-unmodified-since"]);
  const modifiedSince = timeIn(headers["if-modified-since"]);
  const modified = Date.parse(lastModified);
  if (match !== undefined) {
    if (!isAmong(etag, match)) return { is: "failed", condition: "If-Match" };
  } else if (unmodifiedSince !== undefined && modified > unmodifiedSince)
    return { is: "failed", condition: "If-Unmodified-Since" };
  if (noneMatch !== undefined) return isAmong(etag, noneMatch) ? NOT_MODIFIED : GO_ON;
  if (modifiedSince !== undefined && modified <= modifiedSince) return NOT_MODIFIED;
  return GO_ON;
}

/** A date that is none is ignored, as RFC 9110 says. */
function timeIn(date: string | undefined): number | undefined {
  const time = date === undefined ? NaN : Date.parse(date);
  return Number.isNaN(time) ? undefined : time;
}

/** Whether a list of entity tags has one; S3 takes them without quotation marks, too. */
const isAmong = (etag: string, list: string): boolean =>
  list
    .split(",")
    .map((each) => each.trim().replace(/^W\//, ""))
    .some((each) => each === "*" || bare(each) === bare(etag));

const bare = (etag: string): string => etag.replace(/^"|"$/g, "");
