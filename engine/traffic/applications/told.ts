import type { IncomingHttpHeaders } from "node:http";
import { z } from "zod";

/** What the application has answered, or why it has not. */
export type ApplicationAnswer =
  | {
      readonly how: "answered";
      readonly status: number;
      readonly headers: IncomingHttpHeaders;
      readonly body: Buffer;
    }
  /** It accepts connections: it was asked for nothing else. */
  | { readonly how: "connected" }
  /** It does not listen: it has ended, or not started. */
  | { readonly how: "refused" }
  | { readonly how: "late" }
  /** Its answer is larger than the relay passes on. */
  | { readonly how: "too large" };

/** As many as Node reads. */
const MOST_HEADERS = 2000;

const NAME = /^[\w!#$%&'*+.^`|~-]+$/;
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

const isValue = (value: unknown): boolean => typeof value === "string" && VALUE.test(value);

/** Headers as Node reads them: others cannot be sent. */
const isHeaders = (headers: unknown): boolean =>
  typeof headers === "object" &&
  headers !== null &&
  Object.keys(headers).length <= MOST_HEADERS &&
  Object.entries(headers).every(([name, value]) =>
    name === "set-cookie"
      ? Array.isArray(value) && value.every(isValue)
      : NAME.test(name) && isValue(value),
  );

const TOLD = z.union([
  z
    .object({
      ...{ id: z.int(), status: z.int().min(200).max(599), body: z.string() },
      headers: z.custom<IncomingHttpHeaders>(isHeaders),
    })
    .transform(({ id, status, headers, body }) => ({
      id,
      answer: { how: "answered" as const, status, headers, body: Buffer.from(body, "base64") },
    })),
  z
    .object({ id: z.int(), how: z.enum(["connected", "refused", "late", "too large"]) })
    .transform(({ id, how }) => ({ id, answer: { how } })),
]);

/**
 * A line of the relay's: the answer to the request of a number. Programs of the application can write there, too.
 *
 * @returns undefined for any other line
 */
export function readTold(
  line: string,
): { readonly id: number; readonly answer: ApplicationAnswer } | undefined {
  try {
    return TOLD.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined; // it is not JSON
  }
}
