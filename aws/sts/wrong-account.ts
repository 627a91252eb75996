import { ExplainedError } from "../../lib/errors.ts";

/** The credentials, or the endpoint, lead to another account than the stack's. */
export class WrongAccountError extends ExplainedError {}
