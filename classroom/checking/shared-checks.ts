import { writeWhole } from "../../lib/files.ts";
import type { Shelf } from "../record/shelf.ts";
import { type LastChecks, lastChecks, type Noted, parsedChecks } from "./last-checks.ts";

/** A student's results beside the class's state, where every machine finds them. */
const fileOf = (student: string): string => `checks-${student}.json`;

/** Writes results for other machines to see; their results of other labs stay. */
export async function shareChecks(shelf: Shelf, student: string, own: LastChecks): Promise<void> {
  const there = parsedChecks(await shelf.read(fileOf(student)));
  await shelf.write(fileOf(student), JSON.stringify(newest(there, own)));
}

/** Notes on this machine what others have seen since. */
export async function receiveChecks(shelf: Shelf, student: string, folder: Noted): Promise<void> {
  const text = await shelf.read(fileOf(student));
  const known = lastChecks(folder);
  const all = JSON.stringify(newest(known, parsedChecks(text)), undefined, 2);
  if (all !== JSON.stringify(known, undefined, 2)) writeWhole(folder.checks, all, 0o600);
}

/** Forgets a student's results: the next class of that name starts without any. */
export const forgetChecks = (shelf: Shelf, student: string): Promise<void> =>
  shelf.remove(fileOf(student));

/** The later results of each lab. */
function newest(some: LastChecks, others: LastChecks): LastChecks {
  const later = Object.entries(others).filter(([lab, { at }]) => at > (some[lab]?.at ?? ""));
  return { ...some, ...Object.fromEntries(later) };
}
