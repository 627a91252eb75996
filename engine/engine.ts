import { existsSync } from "node:fs";
import path from "node:path";
import type { Report } from "../lib/progress.ts";
import { cacheFolder } from "./cache.ts";
import { type AwsPlugin, findAwsPlugin } from "./choice/aws-plugin.ts";
import { type Cli, findCli } from "./choice/cli.ts";
import { NoEngineError } from "./choice/first-open.ts";
import { type Machine, thisMachine, userHome } from "./choice/machine.ts";
import { forgetSite } from "./choice/site.ts";

export { NoEngineError };

/** A Pulumi that can run this project's program. */
export interface Engine {
  /** The pulumi executable. */
  readonly command: string;
  /** The whole environment for it and its children: PATH, PULUMI_HOME, ... */
  readonly env: NodeJS.ProcessEnv;
  /** Which one it is, for people. */
  readonly description: string;
  /** Whether CLI and AWS provider are Pulumi's own; a stand-in is for the emulator, not for real accounts. */
  readonly official: boolean;
}

/**
 * The engine of this machine: what is installed, else the official download, else a stand-in made here. The first time
 * this may take minutes, afterwards a few milliseconds.
 *
 * @throws NoEngineError with the reason for each way tried
 */
export const findEngine = (report: Report): Promise<Engine> => chooseEngine(thisMachine(), report);

/** As `findEngine`, on the machine given. */
export async function chooseEngine(machine: Machine, report: Report): Promise<Engine> {
  try {
    const cli = await findCli(machine, report);
    const plugin = await findAwsPlugin(machine, cli, report);
    return {
      command: cli.command,
      env: { ...machine.env, ...environment(machine, cli, plugin) },
      description: `${cli.description}; AWS provider: ${plugin.description}`,
      official: cli.official && plugin.official,
    };
  } catch (error) {
    if (error instanceof NoEngineError) forgetSite(cacheFolder(machine.env));
    throw error;
  }
}

function environment(machine: Machine, cli: Cli, plugin: AwsPlugin): NodeJS.ProcessEnv {
  const { env, project } = machine;
  const folders = (env.PATH ?? "").split(path.delimiter);
  const bin = path.dirname(cli.command);
  if (!folders.includes(bin)) folders.unshift(bin); // the language host is beside the CLI
  folders.unshift(path.join(project, "node_modules/.bin")); // the project's Node before any other
  const always = {
    PATH: folders.join(path.delimiter),
    PULUMI_HOME: plugin.home,
    NODE_COMPILE_CACHE: env.NODE_COMPILE_CACHE ?? path.join(cacheFolder(env), "node-compile-cache"),
  };
  if (cli.official && plugin.official) return always;
  return {
    ...always,
    ...logins(machine),
    // awsx brings docker plugins into the dependency tree, for which the CLI would look at every run.
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    // After each resource the CLI writes the whole state: collecting that garbage takes a fifth of its time by default.
    GOGC: env.GOGC ?? "200",
  };
}

/** Logins stay the user's, whichever folder the plugins are in. */
const logins = (machine: Machine): NodeJS.ProcessEnv =>
  existsSync(path.join(userHome(machine), "credentials.json"))
    ? { PULUMI_CREDENTIALS_PATH: machine.env.PULUMI_CREDENTIALS_PATH ?? userHome(machine) }
    : {};
