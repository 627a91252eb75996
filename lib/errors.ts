/** An error that says itself what is wrong and how to fix it: it is shown without a stack trace. */
export class ExplainedError extends Error {}

/** What an error says, whatever was thrown. */
export const errorMessage = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
