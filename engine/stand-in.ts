import { NoEngineError } from "./choice.ts";
import type { Engine } from "./engine.ts";

/** Commands of Pulumi's that change what is on AWS, or what the state says of it; with their aliases. */
const CHANGING: ReadonlySet<string> = new Set([
  "destroy",
  "dn",
  "down",
  "import",
  "refresh",
  "up",
  "update",
  "watch",
]);

/** @param args what `pulumi` is called with, the command first */
export const isChange = ([command = ""]: readonly string[]): boolean => CHANGING.has(command);

/**
 * The engine, for a stack that is not the local one.
 *
 * @throws NoEngineError for a stand-in, unless an emulator stands in for AWS too
 */
export function realEngine(engine: Engine, env: NodeJS.ProcessEnv = process.env): Engine {
  if (engine.official || env.AWS_ENDPOINT_URL !== undefined) return engine;
  throw new NoEngineError("engine for a stack on AWS", [
    `${engine.description}: a stand-in is for the emulator only; install pulumi, or reach its download site`,
  ]);
}
