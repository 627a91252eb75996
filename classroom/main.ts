import { enableCompileCache, getCompileCacheDir } from "node:module";
import path from "node:path";
import { styleText } from "node:util";
import { cacheFolder } from "../engine/cache.ts";
import { makeFolder } from "../lib/files.ts";
import { commands } from "./commands.ts";
import { helpFor, parseCall } from "./console/call.ts";
import { UsageError } from "./console/command.ts";
import { exitCodeOf } from "./console/exit-code.ts";
import { shownError } from "./console/shown-error.ts";

async function main(args: readonly string[]): Promise<number> {
  const call = parseCall(commands, args);
  if (!("text" in call)) return call.command.run(call.values, commands);
  console.log(call.text);
  return 0;
}

/** What to show of an error: for an invalid call, also the correct usage. */
const shown = async (error: unknown, args: readonly string[]): Promise<unknown> =>
  error instanceof UsageError
    ? `${styleText("red", error.message)}\n\n${helpFor(commands, args)}`
    : shownError(error);

/** Compiled modules of commands are cached between calls. Where there is no cache, what cannot do without its folder says so. */
function keepCompiled(): void {
  if (getCompileCacheDir() !== undefined) return; // the one of NODE_COMPILE_CACHE
  const folder = path.join(cacheFolder(), "node-compile-cache");
  try {
    makeFolder(folder); // Node itself would try forever below /proc
  } catch {
    return;
  }
  enableCompileCache(folder);
}

keepCompiled();
const args = process.argv.slice(2);
try {
  process.exitCode = await main(args);
} catch (error) {
  console.error(await shown(error, args));
  process.exitCode = exitCodeOf(error);
}
