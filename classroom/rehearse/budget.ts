/** When a rehearsal has cost as much as it may, also while a step of it is under way. */
export interface Budget {
  readonly isReached: () => boolean;
  /** Ends the step. */
  readonly stop: () => void;
  /** From one look to the next, in milliseconds. @default 10 seconds */
  readonly everyMs?: number;
}

/** Does a step, and stops it once when the budget is reached meanwhile. */
export async function within(
  { isReached, stop, everyMs = 10_000 }: Budget,
  step: () => Promise<void>,
): Promise<void> {
  const timer = setInterval(() => {
    if (!isReached()) return;
    // Pulumi takes a second interrupt for an order to leave everything as it is.
    clearInterval(timer);
    stop();
  }, everyMs);
  try {
    await step();
  } finally {
    clearInterval(timer);
  }
}
