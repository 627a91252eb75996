import { enableCompileCache } from "node:module";
import path from "node:path";
import { styleText } from "node:util";
import { closest } from "fastest-levenshtein";
import { cacheFolder } from "../engine/cache.ts";
import { NoEngineError } from "../engine/choice.ts";
import { EmulatorError } from "../engine/emulator/emulator.ts";
import { ConfigError } from "../labs/contract/problems.ts";
import { runCommand, UsageError } from "./console/command.ts";
import { commands, usage } from "./commands.ts";
import { ExplainedError } from "../lib/errors.ts";

function main([name = "help", ...args]: readonly string[]): Promise<number> {
  const command = Object.entries(commands).find(([known]) => known === name)?.[1];
  if (!command) {
    const near = closest(name, Object.keys(commands));
    throw new UsageError(`there is no command ${name}; did you mean ${near}?`);
  }
  return runCommand(command, args);
}

/** Any other error is a defect and shows its stack. */
const EXPLAINED = [ConfigError, EmulatorError, ExplainedError, NoEngineError];

// What commands load is compiled once, not at every call.
enableCompileCache(path.join(cacheFolder(), "node-compile-cache"));
try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (error instanceof UsageError) console.error(`${error.message}\n\n${usage()}`);
  else if (EXPLAINED.some((type) => error instanceof type))
    console.error(styleText("red", (error as Error).message));
  else console.error(error);
  process.exitCode = 1;
}
