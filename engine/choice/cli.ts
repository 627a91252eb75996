import { existsSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { quick, step, type Report } from "../../lib/progress.ts";
import { capture } from "../../lib/spawn.ts";
import { cacheFolder } from "../cache.ts";
import { findCommand, isExecutable, versionOf } from "./executables.ts";
import { firstOpen, Unavailable } from "./first-open.ts";
import { buildWithGo, neededGo } from "./go.ts";
import { type Machine, userHome, userPath } from "./machine.ts";

/** A Pulumi CLI with its language host for Node. */
export interface Cli {
  readonly command: string;
  /** A description for people. */
  readonly description: string;
  /** Whether it is Pulumi's own build. */
  readonly official: boolean;
}

/** What to do when none is available. */
const INSTALL = `Pulumi is not installed, and can be neither downloaded nor built here: install Pulumi (https://www.pulumi.com/docs/install/), or Go ${neededGo()} or newer (https://go.dev/dl/), then run this again`;

/** The CLI to use: an installed one, else the official download, else one built here. @throws NoEngineError */
export const findCli = (machine: Machine, report: Report): Promise<Cli> =>
  firstOpen(INSTALL, [
    () => installed(machine, report),
    () => downloaded(machine, report),
    () => built(machine, report),
  ]);

async function installed(machine: Machine, report: Report): Promise<Cli> {
  const folders = [...userPath(machine), path.join(userHome(machine), "bin")];
  const command = findCommand("pulumi", folders);
  if (!command) {
    throw new Unavailable(`installed: there is no pulumi on PATH or in ${userHome(machine)}/bin`);
  }
  const host = "pulumi-language-nodejs"; // beside the CLI, or elsewhere on PATH
  if (
    !findCommand(host, [path.dirname(realpathSync(command)), path.dirname(command), ...folders])
  ) {
    throw new Unavailable(`installed: ${command} comes without ${host}`);
  }
  const version = await quick(report, `Asking ${command} for its version`, () =>
    versionOf(command, cacheFolder(machine.env)),
  );
  return { command, description: `pulumi ${version} (${command})`, official: true };
}

async function downloaded(machine: Machine, report: Report): Promise<Cli> {
  const launcher = path.join(machine.project, "node_modules/pulumi");
  if (!existsSync(launcher))
    throw new Unavailable("official download: npm package pulumi is missing");
  const { version } = createRequire(import.meta.url)(`${launcher}/package.json`) as {
    version: string;
  };
  const command = path.join(userHome(machine), "versions", version, "bin/pulumi"); // the same path as in its lib/cache.js
  if (!isExecutable(command)) {
    const problem = await machine.siteProblem();
    if (problem !== undefined) throw new Unavailable(`official download: ${problem}`);
    const env = {
      ...machine.env,
      NODE_USE_ENV_PROXY: "1", // the package downloads with Node, which otherwise ignores HTTPS_PROXY
      PULUMI_HOME: userHome(machine),
      PULUMI_VERSION: version,
    };
    await step(
      report,
      `Downloading Pulumi ${version}, once`,
      () => capture(process.execPath, [`${launcher}/run.js`, "version"], { env }),
      { expectSeconds: 30 },
    );
  }
  return { command, description: `pulumi v${version}, the official download`, official: true };
}

async function built(machine: Machine, report: Report): Promise<Cli> {
  const { bin, version } = await buildWithGo(machine, report);
  const command = path.join(bin, "pulumi");
  return { command, description: `pulumi ${version} built from Go modules`, official: false };
}
