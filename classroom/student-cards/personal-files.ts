import { existsSync, readdirSync, rmdirSync, rmSync } from "node:fs";
import path from "node:path";
import type { Report } from "../../lib/progress.ts";
import { notedOf } from "../checking/last-checks.ts";
import { pageFolder, pagesIn } from "../class-page/page-folder.ts";
import { agrees, type Ask } from "../console/ask.ts";
import { typed } from "../console/option.ts";
import { plural } from "../console/plural.ts";
import { handoutFolder } from "../handouting/handout-folder.ts";
import { KeyFile } from "../local/key-file.ts";
import { progressFile } from "../local/progress-notes.ts";
import { notedPaths } from "../students/noted-paths.ts";
import { cardFiles, cardFolders, forgetCards } from "./cards-folder.ts";

/** A file of a class on this machine, or a folder of ours with all that is in it. */
interface Personal {
  readonly path: string;
  /** The number of files in a folder; undefined for a file. */
  readonly within?: number;
  readonly forget: () => void;
}

/** Everything that contains names, addresses or first passwords of a class, or shows its progress. */
function personalFiles(classStack: string): Personal[] {
  const rosters = notedPaths(classStack, "rosters");
  const board = [progressFile(classStack), notedOf(classStack).checks];
  const cards = cardFolders(classStack).flatMap((dir) =>
    cardFiles(dir).map((file) => ({ path: file, forget: () => void forgetCards(dir) })),
  );
  return [
    ...rosters.flatMap(singleFile),
    ...cards,
    ...wholeFolder(pageFolder(classStack)),
    ...notedPaths(classStack, "pages").flatMap(pagesAmongOthers),
    ...wholeFolder(handoutFolder([classStack])),
    ...board.flatMap(singleFile),
  ];
}

const singleFile = (file: string): Personal[] =>
  existsSync(file)
    ? [
        {
          path: file,
          forget: () => {
            deleted(file);
          },
        },
      ]
    : [];

const deleted = (file: string): void => {
  rmSync(file, { force: true });
};

/** A folder in the class's folder, which only has what a command of ours has written. */
function wholeFolder(folder: string): Personal[] {
  if (!existsSync(folder)) return [];
  const all = readdirSync(folder, { recursive: true, withFileTypes: true });
  const within = all.filter((each) => each.isFile()).length;
  const forget = (): void => {
    rmSync(folder, { recursive: true, force: true });
  };
  return [{ path: folder, within, forget }];
}

/** Pages in a folder of the user, which may have other files, too. */
const pagesAmongOthers = (folder: string): Personal[] =>
  pagesIn(folder).map((file) => ({
    path: file,
    forget: () => {
      rmSync(file, { force: true });
      for (const dir of [path.dirname(file), folder])
        if (existsSync(dir) && readdirSync(dir).length === 0) rmdirSync(dir);
    },
  }));

/**
 * Offers to delete what a closed class has left on this machine: the roster, cards, pages, handouts, and what the board has
 * shown. Without a yes at the terminal it stays, and the command to delete it is shown. Reports what is kept in any case.
 *
 * @param ask undefined when nobody is to be asked: the user's own files are not deleted without consent
 */
export async function offerToForget(
  classStack: string,
  { ask, report }: { readonly ask: Ask | undefined; readonly report: Report },
): Promise<void> {
  const all = personalFiles(classStack);
  if (all.length > 0) await offer(all, { ask, report });
  const key = new KeyFile(classStack);
  if (key.exists())
    report(`Kept: ${key.name}, the private key of the class's servers, for the next class.`);
}

async function offer(
  all: readonly Personal[],
  { ask, report }: { readonly ask: Ask | undefined; readonly report: Report },
): Promise<void> {
  const count = plural(
    all.reduce((sum, { within = 1 }) => sum + within, 0),
    "file",
  );
  report(
    "These files on this machine contain names, addresses or first passwords of the class, which no longer work:",
  );
  for (const { path: each, within } of all)
    report(`  ${each}${within === undefined ? "" : ` (${plural(within, "file")})`}`);
  if (ask !== undefined && (await agrees(`Delete ${count}?`, ask))) {
    for (const { forget } of all) forget();
    report(`Deleted ${count}. Delete printed cards and pages, and other copies, yourself.`);
    return;
  }
  report(
    `They are kept. To delete them: rm -r ${all.map(({ path: each }) => typed(each)).join(" ")}`,
  );
}
