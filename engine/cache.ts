import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { withLock } from "../lib/lock.ts";
import type { Report } from "../lib/progress.ts";

/** The folder shared by all clones of this project on the machine. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  const home = nonEmpty(env.HOME) ?? os.homedir();
  return path.join(nonEmpty(env.XDG_CACHE_HOME) ?? path.join(home, ".cache"), "aws-class");
}

/** An empty variable counts as not set. */
export const nonEmpty = (value: string | undefined): string | undefined =>
  value === "" ? undefined : value;

/**
 * Creates `folder` completely or not at all: `make` fills a temporary folder, which is then renamed. Of several processes, one
 * does the work, and the others wait.
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

/**
 * Removes folders left by killed processes. Their children may still run and write into them, which does no harm: the names are
 * not reused.
 */
function removeUnfinished(folder: string): void {
  for (const name of readdirSync(path.dirname(folder))) {
    if (!name.startsWith(`${path.basename(folder)}.unfinished`)) continue;
    try {
      rmSync(path.join(path.dirname(folder), name), { recursive: true, force: true });
    } catch {
      // a child process still writes into it: removed next time
    }
  }
}

/** Eight hexadecimal digits that depend on all parts. */
export function fingerprint(...parts: readonly (string | Buffer)[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part).update("\0");
  return hash.digest("hex").slice(0, 8);
}
