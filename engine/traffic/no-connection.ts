import { NO_CONNECTION, NOT_SERVED, type NoConnection } from "../../aws/web-request.ts";
import type { WebAnswer } from "./answerer.ts";
import { htmlPage } from "./html.ts";

/** The answer when there is no connection. @param code as on AWS; undefined when unknown */
export function noConnection(
  status: 502 | 504,
  code: NoConnection | undefined,
  reason: string,
): WebAnswer {
  const title = status === 502 ? "502 Bad Gateway" : "504 Gateway Timeout";
  const text = `This is the class on this machine: ${reason}.`;
  return {
    status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      [NOT_SERVED]: reason.replace(/[^\x20-\x7e]+/g, " "),
      ...(code !== undefined && { [NO_CONNECTION]: code }),
    },
    body: htmlPage(title, [text]),
  };
}
