import { rmSync } from "node:fs";
import path from "node:path";

/** Where a stack's rehearsal keeps its files. @param folder of the classes on this machine */
export const rehearsalFolder = (folder: string, stack: string): string =>
  path.join(folder, "rehearsals", stack);

/** The file in it that says how far the rehearsal has come. */
export const journalIn = (own: string): string => path.join(own, "journal.json");

/**
 * Makes nothing of a rehearsal that was killed, whose stack a class takes over: going on with it would destroy the class. On AWS
 * the class's end tells the two apart; on this machine a class keeps the end that it finds.
 */
export function forgetRehearsal(folder: string, stack: string): void {
  rmSync(journalIn(rehearsalFolder(folder, stack)), { force: true });
}
