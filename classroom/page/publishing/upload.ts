import pMap from "p-map";
import type { Report } from "../../../lib/progress.ts";
import type { ClassView, StudentView } from "../../class-page/class-view.ts";
import type { PageOptions } from "../../class-page/pages.ts";
import { PageBucket, type Site } from "../../class-page/published/page-site.ts";
import { foldersOf } from "../../class-page/published/published-folders.ts";
import type { ClassStatus } from "../../class-status/class-status.ts";
import { plural } from "../../console/plural.ts";
import type { RecordKeeper } from "../../record/record-keeper.ts";
import type { OpenStack } from "../../stack/open-stack.ts";
import { hasEnded, keptFolders, publishedFiles } from "./published-files.ts";

/** How many files are uploaded at the same time. */
const AT_ONCE = { concurrency: 8 };

/** What is uploaded, and how it becomes known that it is out of date. */
export interface Upload {
  readonly view: ClassView;
  readonly options: Omit<PageOptions, "handouts">;
  /** The students' stacks at this moment; not called for a class without them. */
  readonly statuses: () => Promise<ClassStatus["students"]>;
  readonly report: Report;
}

/** What is published now. */
export interface Uploaded {
  /** The students of the class at the time of the upload. */
  readonly students: readonly StudentView[];
  /** Their folders. */
  readonly folders: ReadonlyMap<string, string>;
}

/**
 * Uploads the pages, and deletes what is no longer part of the class. Another run at the same time would choose other addresses
 * for new students. `close` deletes a student's page under the same lock, once the stack is empty: the stacks are read again under
 * it, or the page of a student who was closed since the view was read would come back.
 */
export async function upload(
  { aws, keeper }: Pick<OpenStack, "aws"> & { readonly keeper: Pick<RecordKeeper, "exclusively"> },
  site: Site,
  { view, options, statuses, report }: Upload,
): Promise<Uploaded> {
  return keeper.exclusively(report, async () => {
    const students = view.students && studentsNow(view.students, await statuses());
    const bucket = await PageBucket.open({ aws }, site);
    const before = await bucket.paths();
    const folders = foldersOf(students?.map(({ id }) => id) ?? [], before);
    const files = publishedFiles({ own: view.own, students }, folders, options);
    await pMap(files, ([path, text]) => bucket.put(path, text), AT_ONCE);
    const kept = keptFolders({ students }, folders);
    const gone = before.filter(
      (path) => !files.has(path) && !kept.some((folder) => path.startsWith(`${folder}/`)),
    );
    await pMap(gone, (path) => bucket.remove(path), AT_ONCE);
    report(
      `Uploaded ${plural(files.size, "file")}${gone.length > 0 ? `, deleted ${gone.length}` : ""}; a change is visible within a minute`,
    );
    return { students: students ?? [], folders };
  });
}

/** The students of the view, without the pages of those who have been closed since, and those who have been opened since. */
function studentsNow(
  seen: readonly StudentView[],
  statuses: ClassStatus["students"],
): StudentView[] {
  const known = new Map(seen.map((student) => [student.id, student]));
  return Object.entries(statuses).map(([id, status]) => ({
    ...{ id, name: undefined, view: undefined },
    ...known.get(id),
    status,
    ...(hasEnded(status) && { view: undefined }),
  }));
}
