/** The time of this machine, or of a test. */
export interface Clock {
  /** In milliseconds; only differences are meaningful. */
  readonly now: () => number;
  /** Calls back once. @returns a function that cancels it */
  readonly later: (ms: number, call: () => void) => () => void;
}

export const CLOCK: Clock = {
  now: () => performance.now(),
  later(ms, call) {
    const timer = setTimeout(call, ms).unref();
    return () => {
      clearTimeout(timer);
    };
  },
};

/** The result of some work, or `late` when it takes longer. */
export function within<T>(clock: Clock, work: Promise<T>, ms: number, late: T): Promise<T> {
  return new Promise((resolve, reject) => {
    const prevent = clock.later(ms, () => {
      resolve(late);
    });
    work.finally(prevent).then(resolve, reject);
  });
}
