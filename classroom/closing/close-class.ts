import { warnOfDarkDomains } from "../destroy/dark-domains.ts";
import { openWithoutSettings } from "../stack/without-settings.ts";
import { archiveJournal } from "../spending/journal.ts";
import { chosenStudents, type StudentChoice } from "../students/chosen.ts";
import { whileClosing } from "../record/closing-mark.ts";
import { studentsPlace } from "../students/place.ts";
import { type ClosedClass, Closing, type ClosingOptions } from "./closing.ts";

export interface CloseClassOptions extends ClosingOptions, StudentChoice {
  /**
   * Called before anything is changed. @param students how many are closed @param isWhole whether the class's own stack is
   * closed, too
   */
  readonly confirm: (students: number, isWhole: boolean) => Promise<boolean>;
  /** Whether what the class has spent goes on to count, because its limit has closed it. @default it ends with the whole class */
  readonly keepsSpending?: boolean;
}

/**
 * Closes a class: denies its students everything, destroys their stacks in parallel, then the class's own, and searches once for
 * what is left of all. A repeated run resumes where the last one stopped.
 *
 * @returns undefined when it was not confirmed
 * @throws NoStackError, NoStudentError, ByHandError, OrphanError; WrongAccountError, CredentialsError before any other call to
 * AWS
 */
export async function closeClass(
  name: string,
  options: CloseClassOptions,
): Promise<ClosedClass | undefined> {
  const { report, only, shard, confirm } = options;
  const place = await studentsPlace(name, report);
  await place.settled(report);
  const open = await openWithoutSettings(name, report);
  const listed = [...(await place.listed()).keys()];
  const chosen = chosenStudents(
    listed.map((id) => ({ id })),
    { only, shard },
  ).map(({ id }) => id);
  const isWhole = only === undefined && shard === undefined;
  if (isWhole) await warnOfDarkDomains(open.read, report);
  if (!(await confirm(chosen.length, isWhole))) return undefined;
  const shelf = await place.shelf();
  return whileClosing(shelf, isWhole ? undefined : chosen, async () => {
    // Another machine may have opened students while this was asked; from the mark on, it opens none.
    const all = isWhole ? [...(await place.listed()).keys()] : chosen;
    const closed = await new Closing(place, open, options).close(all, isWhole);
    if (isWhole && closed.isClean && !options.keepsSpending) await archiveJournal(shelf);
    return closed;
  });
}
