import { accessSync, constants, realpathSync, statSync } from "node:fs";
import path from "node:path";
import { capture } from "../../lib/spawn.ts";
import { recall, remember } from "../memory.ts";

/** The first of `folders` that has the command, as the full name of the command. */
export const findCommand = (name: string, folders: readonly string[]): string | undefined =>
  folders.map((folder) => path.join(folder, name)).find(isExecutable);

export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/**
 * What `<file> version` prints, asked once for each state of the file.
 *
 * @param cache where it is noted
 * @throws CommandError when it does not run
 */
export async function versionOf(file: string, cache: string): Promise<string> {
  const real = realpathSync(file);
  const { size, mtimeMs } = statSync(real);
  const stamp = `${size} ${mtimeMs}`;
  const known = recall(cache, real);
  if (known?.stamp === stamp) return known.value;
  const value = (await capture(file, ["version"])).trim();
  remember(cache, real, { stamp, value });
  return value;
}
