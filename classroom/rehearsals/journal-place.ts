import { rmSync } from "node:fs";
import path from "node:path";

/** The folder of a stack's rehearsal. @param folder of the classes on this machine */
export const rehearsalFolder = (folder: string, stack: string): string =>
  path.join(folder, "rehearsals", stack);

/** The file in it with the rehearsal's progress. */
export const journalIn = (own: string): string => path.join(own, "journal.json");

/**
 * Discards a killed rehearsal when a class takes over its stack: resuming it would destroy the class. On AWS, the expiry
 * distinguishes the two; on this machine, a class keeps the existing expiry.
 */
export function forgetRehearsal(folder: string, stack: string): void {
  rmSync(journalIn(rehearsalFolder(folder, stack)), { force: true });
}
