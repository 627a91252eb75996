import { failureOf } from "./failure.ts";

/** Does `work`; once more without a lock that a dead process of this machine holds. @param cancel takes the lock away */
export async function unlocked<T>(
  work: () => Promise<T>,
  cancel: () => Promise<void>,
  student: string,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (failureOf(error, student).kind !== "dead lock") throw error;
    await cancel();
    return work();
  }
}
