import { existsSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Report } from "../lib/progress.ts";
import { cacheFolder } from "./cache.ts";
import { type AwsPlugin, findAwsPlugin } from "./choice/aws-plugin.ts";
import { type Cli, findCli } from "./choice/cli.ts";
import { NoEngineError } from "./choice/first-open.ts";
import { type Machine, thisMachine, userHome } from "./choice/machine.ts";
import { forgetSite } from "./choice/site.ts";

export { NoEngineError };

/** A Pulumi engine that can run this project's program. */
export interface Engine {
  /** The pulumi executable. */
  readonly command: string;
  /** The complete environment for it and its children: PATH, PULUMI_HOME, ... */
  readonly env: NodeJS.ProcessEnv;
  /** A description for people. */
  readonly description: string;
  /** Whether CLI and AWS plugin are Pulumi's own; a substitute is only for the emulator, not for real accounts. */
  readonly official: boolean;
}

/**
 * The engine of this machine: the installed one, else the official download, else a substitute built here. The first call may
 * take minutes, later ones a few milliseconds.
 *
 * @throws NoEngineError with the reason for each way tried
 */
export const findEngine = (report: Report): Promise<Engine> => chooseEngine(thisMachine(), report);

/** The same as `findEngine`, for a given machine. */
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

/**
 * How many stacks of a list Pulumi reads at the same time: its own 10, or less on few cores. On PostgreSQL each takes a connection, and then
 * a second one, of twice as many as there are cores: with 10, `pulumi stack ls` never ends where four stacks are listed on two cores.
 */
const AT_ONCE = String(Math.min(10, 2 * os.availableParallelism() - 1));

function environment(machine: Machine, cli: Cli, plugin: AwsPlugin): NodeJS.ProcessEnv {
  const { env, project } = machine;
  const folders = (env.PATH ?? "").split(path.delimiter);
  const bin = path.dirname(cli.command);
  if (!folders.includes(bin)) folders.unshift(bin); // the language host is beside the CLI
  folders.unshift(path.join(project, "node_modules/.bin")); // the project's Node takes precedence
  const always = {
    PATH: folders.join(path.delimiter),
    PULUMI_HOME: plugin.home,
    NODE_COMPILE_CACHE: env.NODE_COMPILE_CACHE ?? path.join(cacheFolder(env), "node-compile-cache"),
    PULUMI_DIY_BACKEND_PARALLEL: env.PULUMI_DIY_BACKEND_PARALLEL ?? AT_ONCE,
  };
  if (cli.official && plugin.official) return always;
  return {
    ...always,
    ...logins(machine),
    // awsx adds docker plugins to the dependency tree, which the CLI would search for at every run.
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    // The CLI writes the whole state after each resource: by default, garbage collection takes a fifth of its time.
    GOGC: env.GOGC ?? "200",
  };
}

/** The user's logins are used, whichever folder the plugins are in. */
const logins = (machine: Machine): NodeJS.ProcessEnv =>
  existsSync(path.join(userHome(machine), "credentials.json"))
    ? { PULUMI_CREDENTIALS_PATH: machine.env.PULUMI_CREDENTIALS_PATH ?? userHome(machine) }
    : {};
