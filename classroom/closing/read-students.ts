import pMap from "p-map";
import type { Report } from "../../lib/progress.ts";
import { OtherClassError } from "../record/other-class.ts";

/** How many states are read at the same time. */
const AT_ONCE = { concurrency: 4 };

/**
 * Opens the stacks of students. One that is unreadable fails by itself, when its student is processed.
 *
 * @returns those that are classes of their own: nothing of theirs is the class's
 */
export async function otherClasses(
  students: readonly string[],
  open: (id: string) => Promise<unknown>,
  report: Report,
): Promise<ReadonlySet<string>> {
  const others = new Set<string>();
  const tried = async (id: string): Promise<void> => {
    try {
      await open(id);
    } catch (error) {
      if (!(error instanceof OtherClassError)) return;
      report(error.message);
      others.add(id);
    }
  };
  await pMap(students, tried, AT_ONCE);
  return others;
}
