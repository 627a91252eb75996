/** Whether a rehearsal has reached its budget, also during a step. */
export interface Budget {
  readonly isReached: () => boolean;
  /** Ends the step. */
  readonly stop: () => void;
  /** Interval of checking, in milliseconds. @default 10 seconds */
  readonly everyMs?: number;
}

/** Runs a step, and stops it once if the budget is reached during the step. */
export async function within(
  { isReached, stop, everyMs = 10_000 }: Budget,
  step: () => Promise<void>,
): Promise<void> {
  const timer = setInterval(() => {
    if (!isReached()) return;
    // Pulumi treats a second interrupt as an order to stop at once.
    clearInterval(timer);
    stop();
  }, everyMs);
  try {
    await step();
  } finally {
    clearInterval(timer);
  }
}
