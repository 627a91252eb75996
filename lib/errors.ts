/** An error that says itself what is wrong and how to mend it: it is shown without a stack trace. */
export class ExplainedError extends Error {}
