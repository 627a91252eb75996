import type { IncomingHttpHeaders } from "node:http";

/** The values that conditions compare. */
export interface Validators {
  readonly etag: string;
  /** An HTTP date. */
  readonly lastModified: string;
}

/** The result of conditional headers: continue, 304, or 412 with the failed header. */
export type Decision =
  | { readonly is: "go on" }
  | { readonly is: "not modified" }
  | { readonly is: "failed"; readonly condition: string };

const GO_ON: Decision = { is: "go on" };
const NOT_MODIFIED: Decision = { is: "not modified" };

/**
 * Decides like S3: a true If-Match takes precedence over If-Unmodified-Since, and If-None-Match over If-Modified-Since.
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

/** An invalid date is ignored, according to RFC 9110. */
function timeIn(date: string | undefined): number | undefined {
  const time = date === undefined ? NaN : Date.parse(date);
  return Number.isNaN(time) ? undefined : time;
}

/** Whether a list of entity tags contains one; S3 accepts them without quotation marks, too. */
const isAmong = (etag: string, list: string): boolean =>
  list
    .split(",")
    .map((each) => each.trim().replace(/^W\//, ""))
    .some((each) => each === "*" || bare(each) === bare(etag));

const bare = (etag: string): string => etag.replace(/^"|"$/g, "");
