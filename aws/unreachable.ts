import { ExplainedError } from "../lib/errors.ts";

/** AWS, or the emulator used instead, does not answer. */
export class UnreachableError extends ExplainedError {}

/**
 * The error that names what does not answer, and what to check.
 *
 * @param error a network error, see `isNetwork`
 * @param endpoint an emulator's @default AWS
 */
export const unreachable = (error: unknown, endpoint?: string): UnreachableError =>
  new UnreachableError(
    `${endpoint ?? "AWS"} does not answer: ${innermost(error)}\n` +
      `  fix: check the network${endpoint === undefined ? " and" : ","} the proxy (HTTPS_PROXY)${endpoint === undefined ? "" : " and AWS_ENDPOINT_URL"}, then run this again`,
    { cause: error },
  );

/** The message of the root cause: `fetch failed` is only its result. */
function innermost(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause instanceof Error) return innermost(error.cause);
  if (error.name === "TimeoutError") return "no answer within the time limit";
  return error.message || error.name;
}
