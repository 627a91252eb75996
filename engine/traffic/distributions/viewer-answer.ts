import { createHash, randomBytes } from "node:crypto";
import type { WebAnswer, WebRequest } from "../answerer.ts";
import { decided } from "../objects/conditions.ts";
import type { Distribution } from "./configuration.ts";
import type { Delivered } from "./delivery.ts";

/** The viewer's answer from a distribution's object: all of it, a range, or "not modified". */
export function viewerAnswer(
  { id }: Distribution,
  { headers: asked }: Pick<WebRequest, "headers">,
  { status, headers: found, body, how, age }: Delivered,
): WebAnswer {
  const edge = createHash("md5").update(id).digest("hex");
  const headers = {
    ...found,
    ...(how === "Hit" && { age: String(age) }),
    "x-cache": `${status >= 400 ? "Error" : how} from cloudfront`,
    via: `1.1 ${edge}.cloudfront.net (CloudFront)`,
    "x-amz-cf-id": randomBytes(42).toString("base64url"),
  };
  if (status !== 200 || !Buffer.isBuffer(body)) return { status, headers, body };
  const { etag = "", "last-modified": lastModified = "" } = found;
  const conditions = {
    "if-none-match": asked["if-none-match"],
    "if-modified-since": asked["if-modified-since"],
  };
  if (decided(conditions, { etag, lastModified }).is === "not modified")
    return { status: 304, headers };
  const range = rangeIn(asked, body.length);
  if (range === undefined) return { status, headers, body };
  if (range === "none")
    return { status: 416, headers: { ...headers, "content-range": `bytes */${body.length}` } };
  const [first, last] = range;
  return {
    status: 206,
    headers: { ...headers, "content-range": `bytes ${first}-${last}/${body.length}` },
    body: body.subarray(first, last + 1),
  };
}

/** The first and the last requested byte; undefined for all. */
function rangeIn(
  headers: WebRequest["headers"],
  length: number,
): readonly [number, number] | "none" | undefined {
  const [, from = "", to = ""] = /^bytes=(\d*)-(\d*)$/.exec(headers.range ?? "") ?? [];
  // A conditional range is ignored: the whole object is always a correct answer.
  if ((from === "" && to === "") || headers["if-range"] !== undefined) return undefined;
  const first = from === "" ? Math.max(0, length - Number(to)) : Number(from);
  const last = from === "" || to === "" ? length - 1 : Math.min(Number(to), length - 1);
  if (first >= length || (from === "" && Number(to) === 0)) return "none";
  return last < first ? undefined : [first, last];
}
