import { ExplainedError } from "../../lib/errors.ts";

/** A class was refused before anything was created. */
export class ClassNotBegunError extends ExplainedError {}
