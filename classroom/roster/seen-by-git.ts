import { existsSync, realpathSync } from "node:fs";
import path from "node:path";
import { capture, CommandError } from "../../lib/spawn.ts";

/**
 * Whether git would see files of these names in a folder as files of a work tree, also through links. The folder and the files
 * need not exist.
 */
export async function isSeenByGit(dir: string, names: readonly string[]): Promise<boolean> {
  const real = realPathOf(path.resolve(dir));
  if (!isBelowRepository(real)) return false;
  // Variables such as GIT_DIR would make git look elsewhere.
  const variables = Object.entries(process.env).filter(([name]) => !name.startsWith("GIT_"));
  const cwd = nearestFolder(real);
  const git = { cwd, env: Object.fromEntries(variables) };
  try {
    const files = names.map((name) => path.join(real, name));
    const ignored = await capture("git", ["check-ignore", "--", ...files], git);
    return ignored.trim().split("\n").length < files.length;
  } catch (error) {
    // 1 is git's "not ignored"; with any other error it is unknown, and the files count as seen.
    if (error instanceof CommandError) return true;
    throw error;
  }
}

/** The folder, or the nearest existing one above it. */
const nearestFolder = (dir: string): string =>
  existsSync(dir) || dir === path.dirname(dir) ? dir : nearestFolder(path.dirname(dir));

/** The real path, as far as it exists. */
function realPathOf(dir: string): string {
  const there = nearestFolder(dir);
  return path.join(realpathSync(there), path.relative(there, dir));
}

const isBelowRepository = (dir: string): boolean =>
  existsSync(path.join(dir, ".git")) ||
  (dir !== path.dirname(dir) && isBelowRepository(path.dirname(dir)));
