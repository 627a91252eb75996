import { accessSync, constants, realpathSync, statSync } from "node:fs";
import path from "node:path";
import { capture } from "../../lib/spawn.ts";
import { recall, remember } from "../memory.ts";

/** The full path of a command in the first of `folders` that has it. */
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
 * The output of `<file> version`, cached until the file changes.
 *
 * @param cache where it is stored
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
