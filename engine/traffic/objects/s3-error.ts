import { randomBytes } from "node:crypto";
import type { WebAnswer } from "../answerer.ts";
import { escaped } from "../../../lib/html.ts";

/**
 * An error as S3 reports it.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
export interface S3Error {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  /** Additional fields: `{ Key: "a.html" }`. */
  readonly details: Readonly<Record<string, string>>;
  /** @default none */
  readonly headers?: Readonly<Record<string, string>>;
}

export const accessDenied: S3Error = {
  status: 403,
  code: "AccessDenied",
  message: "Access Denied",
  details: {},
};

export const noSuchKey = (Key: string): S3Error => ({
  status: 404,
  code: "NoSuchKey",
  message: "The specified key does not exist.",
  details: { Key },
});

export const noSuchBucket = (BucketName: string): S3Error => ({
  status: 404,
  code: "NoSuchBucket",
  message: "The specified bucket does not exist",
  details: { BucketName },
});

export const invalidUri = (URI: string): S3Error => ({
  status: 400,
  code: "InvalidURI",
  message: "Couldn't parse the specified URI.",
  details: { URI },
});

export const keyTooLong = (size: number, most: number): S3Error => ({
  status: 400,
  code: "KeyTooLongError",
  message: "Your key is too long",
  details: { Size: String(size), MaxSizeAllowed: String(most) },
});

export const preconditionFailed = (Condition: string): S3Error => ({
  status: 412,
  code: "PreconditionFailed",
  message: "At least one of the pre-conditions you specified did not hold",
  details: { Condition },
});

export const invalidRange = (RangeRequested: string, ActualObjectSize: string): S3Error => ({
  status: 416,
  code: "InvalidRange",
  message: "The requested range is not satisfiable",
  details: { RangeRequested, ActualObjectSize },
  headers: { "content-range": `bytes */${ActualObjectSize}` },
});

export const methodNotAllowed = (Method: string): S3Error => ({
  status: 405,
  code: "MethodNotAllowed",
  message: "The specified method is not allowed against this resource.",
  details: { Method, ResourceType: "OBJECT" },
  headers: { allow: "GET, HEAD" },
});

/** S3's headers in every answer. */
export function s3Headers() {
  return {
    server: "AmazonS3",
    "x-amz-request-id": randomBytes(8).toString("hex").toUpperCase(),
    "x-amz-id-2": randomBytes(36).toString("base64"),
  };
}

/** An error of the REST API, in XML. */
export function xmlAnswer({ status, code, message, details, headers }: S3Error): WebAnswer {
  const ids = s3Headers();
  const fields = {
    Code: code,
    Message: message,
    ...details,
    RequestId: ids["x-amz-request-id"],
    HostId: ids["x-amz-id-2"],
  };
  const inside = Object.entries(fields).map(
    ([name, value]) => `<${name}>${escaped(value)}</${name}>`,
  );
  return {
    status,
    headers: { ...ids, ...headers, "content-type": "application/xml" },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${inside.join("")}</Error>`,
  };
}
