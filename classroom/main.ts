import { enableCompileCache } from "node:module";
import path from "node:path";
import { parseArgs, styleText } from "node:util";
import { closest } from "fastest-levenshtein";
import { cacheFolder } from "../engine/cache.ts";
import { NoEngineError } from "../engine/choice.ts";
import { ConfigError } from "../infra/problems.ts";
import { InUseError } from "./run-lock.ts";
import { PulumiError } from "./local-stack.ts";
import { NoSiteError } from "./site.ts";

const USAGE = `npm start [-- --labs ID,ID]   brings the class up on this machine, on an emulated AWS
npm run down                  destroys it and proves that nothing is left
npm run class -- load-test    sends users to a site on AWS; --stack NAME, else Pulumi's current one
npm run class -- docs         makes docs/labs.md from the labs
npm run class -- help         shows this`;

/** A wrong call, answered with the usage. */
class UsageError extends Error {}

// Each command is loaded when it is wanted: Pulumi and all labs take longer to load than a wrong call to be refused.
const commands = {
  up: {
    options: { labs: { type: "string" } },
    run: async ({ labs }) => (await import("./up.ts")).up(labs?.split(",")),
  },
  down: { options: {}, run: async () => (await import("./down.ts")).down() },
  "load-test": {
    options: { stack: { type: "string" } },
    run: async ({ stack }) => (await import("./load-command.ts")).loadTestStack(stack),
  },
  docs: { options: {}, run: async () => (await import("./lab-docs.ts")).writeLabDocs() },
  help: {
    options: {},
    run: () => {
      console.log(USAGE);
      return Promise.resolve(0);
    },
  },
} as const satisfies Record<string, Command>;

interface Command {
  readonly options: Readonly<Record<string, { readonly type: "string" }>>;
  /** Resolves to the exit code. */
  run(values: Readonly<Record<string, string | undefined>>): Promise<number>;
}

async function main([name = "help", ...args]: readonly string[]): Promise<number> {
  const command = Object.entries<Command>(commands).find(([known]) => known === name)?.[1];
  if (!command) {
    throw new UsageError(
      `there is no command ${name}; did you mean ${closest(name, Object.keys(commands))}?`,
    );
  }
  return command.run(optionsOf(command, args));
}

function optionsOf({ options }: Command, args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, strict: true }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** Errors that say themselves what is wrong and how to mend it; any other is a defect and shows its stack. */
const EXPLAINED = [ConfigError, InUseError, NoEngineError, NoSiteError, PulumiError];

// What commands load is compiled once, not at every call.
enableCompileCache(path.join(cacheFolder(), "node-compile-cache"));
try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (error instanceof UsageError) console.error(`${error.message}\n\n${USAGE}`);
  else if (EXPLAINED.some((type) => error instanceof type))
    console.error(styleText("red", (error as Error).message));
  else console.error(error);
  process.exitCode = 1;
}
