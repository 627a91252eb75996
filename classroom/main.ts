import { enableCompileCache } from "node:module";
import path from "node:path";
import { styleText } from "node:util";
import { cacheFolder } from "../engine/cache.ts";
import { explainedFileError, ExplainedError } from "../lib/errors.ts";
import { commands } from "./commands.ts";
import { helpFor, parseCall } from "./console/call.ts";
import { UsageError } from "./console/command.ts";

async function main(args: readonly string[]): Promise<number> {
  const call = parseCall(commands, args);
  if (!("text" in call)) return call.command.run(call.values, commands);
  console.log(call.text);
  return 0;
}

/** What to show of an error. One that does not explain itself is a defect and shows its stack. */
async function shown(error: unknown, args: readonly string[]): Promise<unknown> {
  if (error instanceof UsageError)
    return `${styleText("red", error.message)}\n\n${helpFor(commands, args)}`;
  // Loaded late: with it come Pulumi's own errors, of which it is one.
  const { ConfigError } = await import("../labs/contract/problems.ts");
  if (error instanceof ExplainedError || error instanceof ConfigError)
    return styleText("red", error.message);
  return explainedFileError(error)?.message ?? error;
}

// What commands load is compiled once, not at every call.
enableCompileCache(path.join(cacheFolder(), "node-compile-cache"));
const args = process.argv.slice(2);
try {
  process.exitCode = await main(args);
} catch (error) {
  console.error(await shown(error, args));
  process.exitCode = 1;
}
