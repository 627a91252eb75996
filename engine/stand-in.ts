import { ExplainedError } from "../lib/errors.ts";
import { NoEngineError } from "./choice/first-open.ts";
import type { Engine } from "./engine.ts";

/** Pulumi commands, with aliases, that make the provider change or read AWS and save the result. */
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

/** Options with which a command changes nothing. */
const LOOKING = ["--preview-only", "--help", "-h"];

/** Pulumi's global options without a value; any other option before the command is followed by its value. */
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

/** Whether a `pulumi` call with these arguments changes something. */
export const isChange = (args: readonly string[]): boolean =>
  CHANGING.has(commandIn(args)) && !LOOKING.some((option) => args.includes(option));

/** The command, which may follow options; parsed as by the CLI. */
export function commandIn([first = "", ...rest]: readonly string[]): string {
  if (!first.startsWith("-")) return first;
  const isWhole = SWITCHES.has(first) || first.includes("=") || /^-[^-]./.test(first);
  return commandIn(isWhole ? rest : rest.slice(1));
}

/**
 * The engine for a stack other than the local one.
 *
 * @throws NoEngineError for a substitute, unless AWS is emulated on this machine, too; ExplainedError for an invalid
 * AWS_ENDPOINT_URL
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

/** @throws ExplainedError for an invalid address: it could not be called, and it is unknown whether it is this machine */
function checkEndpoint(endpoint = ""): void {
  if (endpoint === "" || /^https?:\/\/[^/\s]+/.test(endpoint)) return;
  throw new ExplainedError(
    `AWS_ENDPOINT_URL = ${JSON.stringify(endpoint)}: not an address that begins with http:// or https://\n` +
      "  fix: for an emulator, write e.g. http://127.0.0.1:5000; for AWS: unset AWS_ENDPOINT_URL",
  );
}

const isLoopback = (address = ""): boolean =>
  URL.canParse(address) &&
  /^(127\.[\d.]+|\[::1\]|(.+\.)?localhost)$/.test(new URL(address).hostname);
