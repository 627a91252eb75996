import pMap from "p-map";
import { errorMessage } from "../../lib/errors.ts";
import type { Report } from "../../lib/progress.ts";
import { PageBucket, siteOf } from "../class-page/published/page-site.ts";
import { filesOf } from "../class-page/published/published-folders.ts";
import { plural } from "../console/plural.ts";
import type { StackWithoutSettings } from "../stack/without-settings.ts";

/** How many files are deleted at the same time. */
const AT_ONCE = { concurrency: 8 };

/**
 * Deletes the published pages of students whose stacks are destroyed, while the class's own stack and its site stay up.
 *
 * @param state of the class's own stack
 * @returns whether none of them is published any more
 */
export async function unpublished(
  open: Pick<StackWithoutSettings, "aws" | "keeper">,
  state: unknown,
  students: readonly string[],
  report: Report,
): Promise<boolean> {
  const site = siteOf({ state });
  if (site === undefined || students.length === 0) return true;
  try {
    await open.keeper.exclusively(report, async () => {
      const bucket = await PageBucket.open(open, site);
      const files = filesOf(students, await bucket.paths());
      await pMap(files, (path) => bucket.remove(path), AT_ONCE);
      if (files.length > 0)
        report(`Deleted ${plural(files.length, "published file")} of closed students`);
    });
    return true;
  } catch (error) {
    report(`Published pages of ${students.join(", ")} are not deleted: ${errorMessage(error)}`);
    return false;
  }
}
