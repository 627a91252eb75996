import { isAtWork } from "../local/run-lock.ts";
import type { ListedStack, StudentsPlace } from "../students/place.ts";

/**
 * Whether somebody changes a student's stack at this moment, here or on another machine.
 *
 * @param listed what the backend says of it
 */
export async function isChanging(
  place: Pick<StudentsPlace, "folderOf" | "keeperOf" | "stackOf">,
  student: string,
  listed: ListedStack | undefined,
): Promise<boolean> {
  const folder = place.folderOf(student);
  if (isAtWork(folder.path) || listed?.updateInProgress) return true;
  // Pulumi Cloud says it in its list. Elsewhere there is a lock; what a killed command of this machine has left is none.
  if (listed?.url !== undefined || folder.isInterrupted) return false;
  const keeper = await place.keeperOf(place.stackOf(student));
  return (await keeper.pulumiLock()) !== undefined;
}
