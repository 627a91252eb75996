import type { WebAnswer } from "../answerer.ts";
import { escaped } from "../../../lib/html.ts";
import { encodedForHeader } from "../headers.ts";
import { s3Headers, type S3Error } from "../objects/s3-error.ts";
import type { SentOn } from "./routing.ts";

const TITLES: Readonly<Record<number, string>> = {
  400: "Bad Request",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  412: "Precondition Failed",
  416: "Requested Range Not Satisfiable",
  500: "Internal Server Error",
};

/**
 * S3's own page for an error of a website.
 *
 * @param ofDocument why the bucket's own error document cannot be shown @default it has none
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/CustomErrorDocSupport.html
 */
export function errorPage(error: S3Error, ofDocument?: S3Error): WebAnswer {
  const { status, code, message, details, headers } = error;
  const title = `${status} ${TITLES[status] ?? code}`;
  const ids = s3Headers();
  const body = [
    "<html>",
    `<head><title>${title}</title></head>`,
    "<body>",
    `<h1>${title}</h1>`,
    ...list({
      ...{ Code: code, Message: message, ...details },
      ...{ RequestId: ids["x-amz-request-id"], HostId: ids["x-amz-id-2"] },
    }),
    ...(ofDocument
      ? [
          "<h3>An Error Occurred While Attempting to Retrieve a Custom Error Document</h3>",
          ...list({ Code: ofDocument.code, Message: ofDocument.message, ...ofDocument.details }),
        ]
      : []),
    "<hr/>",
    "</body>",
    "</html>",
    "",
  ].join("\n");
  return {
    status,
    headers: {
      ...{ ...ids, ...errorHeaders(error), ...headers },
      "content-type": "text/html; charset=utf-8",
    },
    body,
  };
}

/** S3's headers for an error; a key in them is encoded as in a URL. */
export const errorHeaders = ({ code, message, details }: S3Error): Record<string, string> => ({
  "x-amz-error-code": code,
  "x-amz-error-message": message,
  ...Object.fromEntries(
    Object.entries(details).map(([name, value]) => [
      `x-amz-error-detail-${name}`,
      encodeURI(value),
    ]),
  ),
});

/** A redirect, which S3 sends without a page. */
export const redirectAnswer = ({ status, location }: SentOn): WebAnswer => ({
  status,
  headers: { ...s3Headers(), location: encodedForHeader(location) },
});

const list = (items: Readonly<Record<string, string>>): string[] => [
  "<ul>",
  ...Object.entries(items).map(([name, value]) => `<li>${name}: ${escaped(value)}</li>`),
  "</ul>",
];
