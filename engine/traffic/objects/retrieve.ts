import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import type { WebAnswer, WebRequest } from "../answerer.ts";
import type { Emulated } from "../emulated.ts";
import { decided } from "./conditions.ts";
import {
  accessDenied,
  invalidRange,
  keyTooLong,
  noSuchBucket,
  noSuchKey,
  preconditionFailed,
  s3Headers,
  type S3Error,
} from "./s3-error.ts";

/** An object requested by an anonymous user. */
export interface Wanted extends Pick<WebRequest, "method" | "isSecure" | "gone"> {
  readonly bucket: string;
  readonly key: string;
  /** Headers of the visitor's request: conditions and a range. @default none */
  readonly headers?: IncomingHttpHeaders;
  /** Query parameters that S3 uses, e.g. those of a presigned URL. @default none */
  readonly query?: string;
  /** The service that requests it. @default none: an anonymous user */
  readonly by?: Service;
}

/** An AWS service acting for the account, as named in bucket policies. */
export interface Service {
  /** `cloudfront.amazonaws.com` */
  readonly principal: string;
  /** The account's resource that it acts for. */
  readonly sourceArn: string;
}

/** The result of an anonymous request. */
export type Retrieved =
  { readonly answer: WebAnswer; readonly redirect?: string } | { readonly error: S3Error };

/** Headers that S3 has stored with an object, or derives from it. */
const OF_OBJECT =
  /^(content-(type|length|encoding|language|disposition|range)|cache-control|expires|etag|last-modified|accept-ranges|x-amz-(meta-.*|version-id))$/;

/** Headers kept in an answer without content. https://www.rfc-editor.org/rfc/rfc9110#section-15.4.5 */
const OF_UNCHANGED = /^(etag|last-modified|cache-control|expires|x-amz-version-id)$/;

/** One range of bytes; S3 ignores other formats, and lists. */
const RANGE = /^bytes=(\d+-\d*|-\d+)$/;

/**
 * Retrieves an object without a signature, so that the bucket's policy, the access control list and Block Public Access decide.
 */
export async function retrieve(emulated: Emulated, wanted: Wanted): Promise<Retrieved> {
  const { bucket, key, isSecure, headers = {}, query = "", by, gone: signal } = wanted;
  if (!isBucketName(bucket)) return { error: noSuchBucket(bucket) };
  if (isTooLong(key)) return { error: keyTooLong(Buffer.byteLength(key), LONGEST_KEY) };
  if (leadsOut(key)) return { error: noSuchKey(key) };
  const range = rangeIn(headers);
  const method = wanted.method === "HEAD" ? "HEAD" : "GET";
  const found = await emulated.ask({
    ...{ method, signal },
    path: `/${bucket}/${encodedKey(key)}${query === "" ? "" : `?${query}`}`,
    headers: {
      "x-forwarded-proto": isSecure ? "https" : "http",
      ...(by && {
        ...{ "x-class-service": by.principal, "x-class-source-arn": by.sourceArn },
        "x-class-token": emulated.token,
      }),
      ...(range !== undefined && { range }),
    },
  });
  const { statusCode: status = 500 } = found;
  if (status !== 200 && status !== 206) return { error: await errorIn(found, wanted, range ?? "") };
  const { etag = "", "last-modified": lastModified = "" } = found.headers;
  const decision = decided(headers, { etag, lastModified });
  switch (decision.is) {
    case "not modified":
      found.destroy();
      return { answer: { status: 304, headers: { ...s3Headers(), ...kept(found, OF_UNCHANGED) } } };
    case "failed":
      found.destroy();
      return { error: preconditionFailed(decision.condition) };
    case "go on": {
      const answer = {
        status,
        headers: { ...s3Headers(), ...kept(found, OF_OBJECT) },
        body: found,
      };
      const redirect = found.headers["x-amz-website-redirect-location"];
      return typeof redirect === "string" ? { answer, redirect } : { answer };
    }
  }
}

/** Whether an object exists, regardless of permissions. */
export async function exists(emulated: Emulated, Bucket: string, Key: string): Promise<boolean> {
  if (isTooLong(Key) || leadsOut(Key)) return false;
  const { s3Client } = await import("../../../aws/s3/client.ts");
  const s3 = await emulated.aws.client(s3Client);
  try {
    await s3.headObject({ Bucket, Key });
    return true;
  } catch (error) {
    if ((error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode === 404)
      return false;
    throw error;
  }
}

/** A key encoded for a path. */
export const encodedKey = (key: string): string => key.split("/").map(encodeURIComponent).join("/");

/** Paths that the emulator uses itself, or for a server's metadata. */
const NOT_S3 = /^(moto-api.*|latest)$/;

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
export const isBucketName = (name: string): boolean =>
  /^(?!\d+\.\d+\.\d+\.\d+$)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) && !NOT_S3.test(name);

/** No client sends such keys, and a server in between could interpret them as folders. */
const leadsOut = (key: string): boolean =>
  key.split("/").some((part) => part === "." || part === "..");

/** Maximum length in bytes. https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html */
const LONGEST_KEY = 1024;

const isTooLong = (key: string): boolean => Buffer.byteLength(key) > LONGEST_KEY;

/** A conditional range is ignored: the whole object is always a correct answer. */
const rangeIn = (headers: IncomingHttpHeaders): string | undefined =>
  headers["if-range"] === undefined && RANGE.test(headers.range ?? "") ? headers.range : undefined;

async function errorIn(
  found: IncomingMessage,
  { bucket, key }: Wanted,
  range: string,
): Promise<S3Error> {
  const body = await text(found);
  const field = (name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(body)?.[1];
  switch (found.statusCode) {
    case 403:
      return accessDenied;
    case 404:
      return field("Code") === "NoSuchBucket" ? noSuchBucket(bucket) : noSuchKey(key);
    case 416:
      return invalidRange(range, field("ActualObjectSize") ?? "0");
    default:
      return {
        status: 500,
        code: field("Code") ?? "InternalError",
        message: field("Message") ?? "We encountered an internal error. Please try again.",
        details: {},
      };
  }
}

function kept({ headers }: IncomingMessage, names: RegExp): Record<string, string> {
  const entries = Object.entries(headers).filter(([name]) => names.test(name));
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
}
