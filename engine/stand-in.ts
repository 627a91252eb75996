import { ExplainedError } from "../lib/errors.ts";
import { NoEngineError } from "./choice/first-open.ts";
import type { Engine } from "./engine.ts";

/** Commands of Pulumi's that have the provider change or read AWS and keep the result; with their aliases. */
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

/** With these a command only looks. */
const LOOKING = ["--preview-only", "--help", "-h"];

/** Pulumi's own options that take no value; behind any other before the command stands its value. */
const SWITCHES: ReadonlySet<string> = new Set([
  "--disable-integrity-checking",
  "--emoji",
  "-e",
  "--fully-qualify-stack-names",
  "-Q",
  "--logflow",
  "--logtostderr",
  "--non-interactive",
]);

/** Whether a call of `pulumi` with these arguments changes something. */
export const isChange = (args: readonly string[]): boolean =>
  CHANGING.has(commandIn(args)) && !LOOKING.some((option) => args.includes(option));

/** The command, which options may stand before: found as the CLI finds it. */
export function commandIn([first = "", ...rest]: readonly string[]): string {
  if (!first.startsWith("-")) return first;
  const isWhole = SWITCHES.has(first) || first.includes("=") || /^-[^-]./.test(first);
  return commandIn(isWhole ? rest : rest.slice(1));
}

/**
 * The engine, for a stack that is not the local one.
 *
 * @throws NoEngineError for a stand-in, unless an emulator on this machine stands in for AWS too; ExplainedError for an
 *   AWS_ENDPOINT_URL that is no address
 */
export function realEngine(engine: Engine, env: NodeJS.ProcessEnv = process.env): Engine {
  checkEndpoint(env.AWS_ENDPOINT_URL);
  if (engine.official || isLoopback(env.AWS_ENDPOINT_URL)) return engine;
  throw new NoEngineError(
    "Pulumi is not installed, and cannot be downloaded: install it (https://www.pulumi.com/docs/install/), or allow connections to get.pulumi.com, then run this again",
    [
      `${engine.description}: works with an emulator on this machine (AWS_ENDPOINT_URL), not on AWS`,
    ],
  );
}

/** @throws ExplainedError for what is no address: nobody could call it, and whether it is this machine cannot be known */
function checkEndpoint(endpoint = ""): void {
  if (endpoint === "" || /^https?:\/\/[^/\s]+/.test(endpoint)) return;
  throw new ExplainedError(
    `AWS_ENDPOINT_URL = ${JSON.stringify(endpoint)}: not an address that begins with http:// or https://\n` +
      "  fix: unset AWS_ENDPOINT_URL for AWS; for an emulator write e.g. http://127.0.0.1:5000",
  );
}

const isLoopback = (address = ""): boolean =>
  URL.canParse(address) &&
  /^(127\.[\d.]+|\[::1\]|(.+\.)?localhost)$/.test(new URL(address).hostname);
