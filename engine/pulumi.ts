/** `npm run pulumi -- ARGUMENTS`: the CLI of the engine found, for those who have none. Everything else is theirs. */
import { constants } from "node:os";
import { talk } from "../lib/spawn.ts";
import { type Engine, findEngine, NoEngineError } from "./engine.ts";
import { isChange, realEngine } from "./stand-in.ts";

const say = (line: string): void => {
  console.error(line); // stdout belongs to the command
};

/** @returns the exit code: 128 + n when signal n ended it, as shells have it */
async function pulumi({ command, env }: Engine, args: readonly string[]): Promise<number> {
  const { code, signal } = await talk({ command, args, env });
  return code ?? 128 + (signal ? constants.signals[signal] : 0);
}

try {
  const args = process.argv.slice(2);
  const found = await findEngine(say);
  const engine = isChange(args) ? realEngine(found) : found;
  if (!engine.official) say(`A stand-in, for the emulated AWS only: ${engine.description}`);
  process.exitCode = await pulumi(engine, args);
} catch (error) {
  if (!(error instanceof NoEngineError)) throw error;
  say(error.message);
  process.exitCode = 1;
}
