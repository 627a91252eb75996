import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { writeWhole } from "../../lib/files.ts";
import { studentsFolder } from "./student-folder.ts";

/** Personal data of a class on this machine: folders of cards, rosters, and folders that `page --out` has named. */
type Kind = "cards" | "rosters" | "pages";

const noteOf = (classStack: string, kind: Kind): string =>
  path.join(studentsFolder(classStack), `${kind}.json`);

/** Where files of a class were written on this machine; they may have been deleted. */
export function notedPaths(classStack: string, kind: Kind): string[] {
  const file = noteOf(classStack, kind);
  return existsSync(file) ? z.array(z.string()).parse(JSON.parse(readFileSync(file, "utf8"))) : [];
}

/** Notes where files of a class are, so that `close` can offer to delete them. */
export function notePath(classStack: string, kind: Kind, place: string): void {
  const all = new Set([...notedPaths(classStack, kind), path.resolve(place)]);
  writeWhole(noteOf(classStack, kind), JSON.stringify([...all]), 0o600);
}
