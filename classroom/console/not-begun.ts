import { ExplainedError } from "../../lib/errors.ts";

/** A class was refused before anything of it was begun. */
export class ClassNotBegunError extends ExplainedError {}
