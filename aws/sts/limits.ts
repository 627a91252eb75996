/** How often STS is asked when it does not answer, how long each time, and how long to wait before the next. */
export const ATTEMPTS = 3;
export const ANSWER_MS = 10_000;
export const PAUSE_MS = 500;

/** How long a call takes at most. */
export const STS_SECONDS = Math.ceil(
  (ATTEMPTS * ANSWER_MS + ((ATTEMPTS * (ATTEMPTS - 1)) / 2) * PAUSE_MS) / 1000,
);
