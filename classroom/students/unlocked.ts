import { failureOf } from "./failure.ts";

/**
 * Runs `work`; if the lock of a killed process that this machine has started blocks it, removes the lock and runs it once more.
 *
 * @param cancel removes the lock
 * @param whose id of the student, or name of the class's own stack
 */
export async function unlocked<T>(
  work: () => Promise<T>,
  cancel: () => Promise<void>,
  whose: string,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (failureOf(error, whose).kind !== "dead lock") throw error;
    await cancel();
    return work();
  }
}
