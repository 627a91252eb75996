import { isAtWork } from "../local/run-lock.ts";
import type { ListedStack, StudentsPlace } from "../students/place.ts";

/**
 * Whether a student's stack is being changed now, here or on another machine.
 *
 * @param listed the backend's list entry
 */
export async function isChanging(
  place: Pick<StudentsPlace, "folderOf" | "keeperOf" | "stackOf">,
  student: string,
  listed: ListedStack | undefined,
): Promise<boolean> {
  const folder = place.folderOf(student);
  if (isAtWork(folder.path) || listed?.updateInProgress) return true;
  // Pulumi Cloud shows it in its list. Other backends have a lock; one left by a killed command of this machine does not count.
  if (listed?.url !== undefined || folder.isInterrupted) return false;
  const keeper = await place.keeperOf(place.stackOf(student));
  // Where that is the only way to see it, a student who is being opened would be stopped.
  if (keeper.locksToLook) return false;
  // A stack that Pulumi Cloud does not list is not there. Only commands that delete must know more.
  if (keeper.isLockListed) return false;
  return (await keeper.pulumiLock()) !== undefined;
}
