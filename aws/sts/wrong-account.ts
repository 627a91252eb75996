import { ExplainedError } from "../../lib/errors.ts";

/** The credentials, or the endpoint, belong to an account other than the stack's. */
export class WrongAccountError extends ExplainedError {}
