/** How many times STS is called when it does not answer, the timeout of each call, and the pause before the next. */
export const ATTEMPTS = 3;
export const ANSWER_MS = 10_000;
export const PAUSE_MS = 500;

/** The longest time that a call can take. */
export const STS_SECONDS = Math.ceil(
  (ATTEMPTS * ANSWER_MS + ((ATTEMPTS * (ATTEMPTS - 1)) / 2) * PAUSE_MS) / 1000,
);
