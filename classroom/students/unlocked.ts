import { failureOf } from "./failure.ts";

/**
 * Does `work`; once more without a lock that a dead process of this machine holds.
 *
 * @param cancel takes the lock away
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
