import { htmlPage } from "../html.ts";
import type { WebAnswer } from "../answerer.ts";

const TITLES: Readonly<Record<number, string>> = {
  301: "301 Moved Permanently",
  307: "307 Temporary Redirect",
  400: "400 Bad Request",
  403: "403 Forbidden",
  502: "502 Bad Gateway",
};

/** CloudFront's own page when there is no answer from an origin, with the reason. */
export function cloudFrontPage(
  status: number,
  reason: string,
  headers: Readonly<Record<string, string>> = {},
): WebAnswer {
  const title = TITLES[status] ?? String(status);
  return {
    status,
    headers: {
      server: "CloudFront",
      "content-type": "text/html",
      "x-cache": status < 400 ? "Redirect from cloudfront" : "Error from cloudfront",
      ...headers,
    },
    body: htmlPage(title, [reason]),
  };
}
