import os from "node:os";
import path from "node:path";
import { PROJECT } from "../../lib/project.ts";
import { cacheFolder, fingerprint, nonEmpty } from "../cache.ts";
import { findTerraformProvider, installProvider } from "../provider/install.ts";
import { siteProblem } from "./site.ts";

/** The machine that an engine is chosen for: this one, or an invented one in tests. */
export interface Machine {
  readonly env: NodeJS.ProcessEnv;
  /** The project's folder, with node_modules in it. */
  readonly project: string;
  /** Why Pulumi's download site is not usable; undefined when it is. Checked at most once. */
  readonly siteProblem: () => Promise<string | undefined>;
  readonly bridge: {
    readonly find: typeof findTerraformProvider;
    readonly install: typeof installProvider;
  };
}

export function thisMachine(): Machine {
  const { env } = process;
  let asked: Promise<string | undefined> | undefined;
  return {
    env,
    project: PROJECT,
    siteProblem: () => (asked ??= siteProblem(cacheFolder(env))),
    bridge: { find: findTerraformProvider, install: installProvider },
  };
}

/** The user's Pulumi folder: plugins, credentials, and the CLI from its install script. */
export function userHome({ env }: Machine): string {
  const home = nonEmpty(env.PULUMI_HOME);
  if (home !== undefined && !isOurs(env, home)) return home;
  return path.join(nonEmpty(env.HOME) ?? os.homedir(), ".pulumi");
}

/** Our own Pulumi folder, for a CLI that was built here. */
export const ourHome = ({ env }: Machine): string => path.join(cacheFolder(env), "home");

/** The same for the bridge, one for each clone: the substitute is never where the real plugin is looked for. */
export const bridgeHome = ({ env, project }: Machine): string =>
  path.join(cacheFolder(env), `home-bridge-${fingerprint(project)}`);

/** The folders with the user's commands: without launchers of npm packages, and without our own. */
export const userPath = ({ env }: Machine): string[] =>
  (env.PATH ?? "")
    .split(path.delimiter)
    .filter((entry) => path.isAbsolute(entry) && !isOurs(env, entry))
    .filter((entry) => !path.normalize(`${entry}/`).endsWith("/node_modules/.bin/"));

const isOurs = (env: NodeJS.ProcessEnv, folder: string): boolean =>
  path.resolve(folder).startsWith(cacheFolder(env) + path.sep);
