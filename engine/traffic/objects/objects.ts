import type { Answerer, WebAnswer, WebRequest } from "../answerer.ts";
import type { Emulated } from "../emulated.ts";
import { keyIn } from "./key.ts";
import { retrieve } from "./retrieve.ts";
import { accessDenied, invalidUri, methodNotAllowed, type S3Error, xmlAnswer } from "./s3-error.ts";

const ENDPOINT = String.raw`s3(?:(?:\.dualstack)?\.[a-z]{2}(?:-[a-z]+)+-\d)?\.amazonaws\.com`;

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html */
const BY_HOST = new RegExp(String.raw`^(.+)\.${ENDPOINT}$`);
const BY_PATH = new RegExp(`^${ENDPOINT}$`);

/** Query parameters that S3 uses in a request for an object; it ignores others. */
const READ_OF_QUERY =
  /^(versionId|response-[a-z-]+|x-amz-[a-z-]+|AWSAccessKeyId|Signature|Expires)=/i;

/** Requests for something other than the object, which anonymous users cannot see. */
const SUBRESOURCE = /^(acl|attributes|legal-hold|retention|tagging|torrent|uploadId)(=|$)/;

const onlyObjects: S3Error = {
  status: 501,
  code: "NotImplemented",
  message: "On this machine S3's host names answer for objects only. Use the AWS CLI for the rest.",
  details: {},
};

/**
 * Objects at their URLs: `BUCKET.s3.REGION.amazonaws.com/KEY`, and with the bucket in the path. Anonymous users get what the
 * policies allow; to write, use the AWS CLI.
 */
export class Objects implements Answerer {
  readonly #emulated: Emulated;

  constructor(emulated: Emulated) {
    this.#emulated = emulated;
  }

  answersFor(host: string): boolean {
    return BY_PATH.test(host) || BY_HOST.test(host);
  }

  async answer(request: WebRequest): Promise<WebAnswer> {
    const { method, query, isSecure, headers, gone } = request;
    if (method !== "GET" && method !== "HEAD") return xmlAnswer(methodNotAllowed(method));
    const object = objectOf(request);
    if (object === undefined) return xmlAnswer(invalidUri(request.path));
    if (object.bucket === "" || object.key === "") return xmlAnswer(onlyObjects);
    const parts = query.split("&");
    if (parts.some((part) => SUBRESOURCE.test(part))) return xmlAnswer(accessDenied);
    const read = parts.filter((part) => READ_OF_QUERY.test(part)).join("&");
    const wanted = { ...object, method, isSecure, headers, query: read, gone };
    const retrieved = await retrieve(this.#emulated, wanted);
    return "error" in retrieved ? xmlAnswer(retrieved.error) : retrieved.answer;
  }
}

/** The bucket in a host name; undefined when there is none. */
export const bucketOf = (host: string): string | undefined => BY_HOST.exec(host)?.[1];

/** The object of a request; undefined when its path cannot be decoded. */
function objectOf({ host, path }: WebRequest): { bucket: string; key: string } | undefined {
  const key = keyIn(path);
  if (key === undefined) return undefined;
  const bucket = bucketOf(host);
  if (bucket !== undefined) return { bucket, key };
  const [name = "", ...rest] = key.split("/");
  return { bucket: name, key: rest.join("/") };
}
