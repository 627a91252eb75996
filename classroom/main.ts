import { enableCompileCache } from "node:module";
import path from "node:path";
import { styleText } from "node:util";
import { credentialSource } from "../aws/credentials/credential-source.ts";
import { credentialsError, isCredentialsError } from "../aws/credentials/credentials-error.ts";
import { isNetwork } from "../aws/errors.ts";
import { unreachable } from "../aws/unreachable.ts";
import { cacheFolder } from "../engine/cache.ts";
import { explainedFileError, ExplainedError } from "../lib/errors.ts";
import { commands } from "./commands.ts";
import { helpFor, parseCall } from "./console/call.ts";
import { UsageError } from "./console/command.ts";
import { exitCodeOf } from "./console/exit-code.ts";

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
  // Loaded late. What is wrong with a configuration, or with what it names, is one of these.
  const { RunError } = await import("@pulumi/pulumi/errors.js");
  if (error instanceof ExplainedError || error instanceof RunError)
    return styleText("red", error.message);
  if (isCredentialsError(error))
    return styleText(
      "red",
      credentialsError(error, credentialSource(NOTHING, process.env, "")).message,
    );
  if (error instanceof Error && isNetwork(error))
    return styleText("red", unreachable(error, process.env.AWS_ENDPOINT_URL).message);
  return explainedFileError(error)?.message ?? error;
}

/** Settings that name no credentials. */
const NOTHING = { roles: [] };

// What commands load is compiled once, not at every call.
enableCompileCache(path.join(cacheFolder(), "node-compile-cache"));
const args = process.argv.slice(2);
try {
  process.exitCode = await main(args);
} catch (error) {
  console.error(await shown(error, args));
  process.exitCode = exitCodeOf(error);
}
