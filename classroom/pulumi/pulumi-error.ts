import { ExplainedError } from "../../lib/errors.ts";

/** A Pulumi command that failed, having reported itself what was wrong. */
export class PulumiError extends ExplainedError {
  /** Its exit code; undefined when it was interrupted. */
  readonly code: number | undefined;

  constructor(message: string, code?: number) {
    super(message);
    this.code = code;
  }
}
