import { existsSync, rmSync } from "node:fs";
import type { Report } from "../../lib/progress.ts";
import { agrees, type Ask } from "../console/ask.ts";
import { plural } from "../console/plural.ts";
import { typed } from "../console/option.ts";
import { notedPaths } from "../students/noted-paths.ts";
import { cardFiles, cardFolders, forgetCards } from "./cards-folder.ts";

/** The files of a class on this machine that contain names or first passwords. */
const personalFiles = (classStack: string) => ({
  rosters: notedPaths(classStack, "rosters").filter((file) => existsSync(file)),
  cards: cardFolders(classStack),
});

/**
 * Offers to delete the roster and the cards of a closed class. Without a yes at the terminal they stay, and the command to delete
 * them is shown.
 *
 * @param ask undefined when nobody is to be asked: the user's own files are not deleted without consent
 */
export async function offerToForget(
  classStack: string,
  { ask, report }: { readonly ask: Ask | undefined; readonly report: Report },
): Promise<void> {
  const { rosters, cards } = personalFiles(classStack);
  const files = [...rosters, ...cards.flatMap(cardFiles)];
  if (files.length === 0) return;
  report("These files contain names or first passwords of students. The passwords no longer work:");
  for (const file of files) report(`  ${file}`);
  if (ask !== undefined && (await agrees(`Delete ${plural(files.length, "file")}?`, ask))) {
    for (const file of rosters) rmSync(file);
    for (const dir of cards) forgetCards(dir);
    report(
      `Deleted ${plural(files.length, "file")}. Delete printed cards and other copies yourself.`,
    );
    return;
  }
  report(`They are kept. To delete them: rm ${files.map(typed).join(" ")}`);
}
