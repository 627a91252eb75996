import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { withLock } from "../lib/lock.ts";
import type { Report } from "../lib/progress.ts";

/** Where things live that every clone of this project on the machine shares. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  const home = nonEmpty(env.HOME) ?? os.homedir();
  return path.join(nonEmpty(env.XDG_CACHE_HOME) ?? path.join(home, ".cache"), "aws-class");
}

/** A variable set to nothing counts as not set. */
export const nonEmpty = (value: string | undefined): string | undefined =>
  value === "" ? undefined : value;

/**
 * Makes `folder`, whole or not at all: `make` fills a temporary one, which then takes the name. Of several processes
 * one does the work, the others wait for it.
 */
export async function makeOnce(
  folder: string,
  report: Report,
  make: (unfinished: string) => Promise<void>,
): Promise<void> {
  if (existsSync(folder)) return;
  await withLock(`${folder}.lock`, report, async () => {
    if (existsSync(folder)) return;
    removeUnfinished(folder);
    const unfinished = mkdtempSync(`${folder}.unfinished-`);
    await make(unfinished);
    renameSync(unfinished, folder);
  });
}

/** Removes what killed processes have left. Their children may live on and write into it: nobody else uses the name. */
function removeUnfinished(folder: string): void {
  for (const name of readdirSync(path.dirname(folder))) {
    if (!name.startsWith(`${path.basename(folder)}.unfinished`)) continue;
    try {
      rmSync(path.join(path.dirname(folder), name), { recursive: true, force: true });
    } catch {
      // a child is at it: the next time
    }
  }
}

/** Eight hexadecimal digits that differ when what goes into a thing differs. */
export function fingerprint(...parts: readonly (string | Buffer)[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part).update("\0");
  return hash.digest("hex").slice(0, 8);
}
