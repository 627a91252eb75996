import os from "node:os";
import path from "node:path";
import { PROJECT } from "../../lib/project.ts";
import { cacheFolder, fingerprint, nonEmpty } from "../cache.ts";
import { findTerraformProvider, installProvider } from "../provider/install.ts";
import { siteProblem } from "./site.ts";

/** What the choice of an engine depends on: this machine, or in tests one made up. */
export interface Machine {
  readonly env: NodeJS.ProcessEnv;
  /** The project's folder, with node_modules in it. */
  readonly project: string;
  /** Why Pulumi's download site cannot be used; undefined when it can. Asked at most once. */
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

/** Pulumi's folder of the user: plugins, credentials, the CLI where its install script has put it. */
export function userHome({ env }: Machine): string {
  const home = nonEmpty(env.PULUMI_HOME);
  if (home !== undefined && !isOurs(env, home)) return home;
  return path.join(nonEmpty(env.HOME) ?? os.homedir(), ".pulumi");
}

/** The same of ours, for a CLI that was built here. */
export const ourHome = ({ env }: Machine): string => path.join(cacheFolder(env), "home");

/** The same for the bridge, one for each clone: a stand-in is never found where a real plugin is looked for. */
export const bridgeHome = ({ env, project }: Machine): string =>
  path.join(cacheFolder(env), `home-bridge-${fingerprint(project)}`);

/** The folders in which commands of the user are found: no package's launcher, and nothing that we have put there. */
export const userPath = ({ env }: Machine): string[] =>
  (env.PATH ?? "")
    .split(path.delimiter)
    .filter((entry) => path.isAbsolute(entry) && !isOurs(env, entry))
    .filter((entry) => !path.normalize(`${entry}/`).endsWith("/node_modules/.bin/"));

const isOurs = (env: NodeJS.ProcessEnv, folder: string): boolean =>
  path.resolve(folder).startsWith(cacheFolder(env) + path.sep);
