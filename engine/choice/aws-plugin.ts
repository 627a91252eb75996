import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { errorMessage } from "../../lib/errors.ts";
import { quick, step, type Report } from "../../lib/progress.ts";
import { capture } from "../../lib/spawn.ts";
import type { Cli } from "./cli.ts";
import { findCommand, isExecutable } from "./executables.ts";
import { firstOpen, Unavailable } from "./first-open.ts";
import { type Machine, bridgeHome, ourHome, userHome, userPath } from "./machine.ts";

/** The AWS plugin, in exactly the version of @pulumi/aws. */
export interface AwsPlugin {
  /** The PULUMI_HOME that contains it. */
  readonly home: string;
  /** A description for people. */
  readonly description: string;
  /** Whether it is Pulumi's own plugin. */
  readonly official: boolean;
}

const NAME = "pulumi-resource-aws";

/** What to do when none is available. */
const INSTALL =
  "Pulumi's AWS provider is not installed, and cannot be downloaded: allow connections to get.pulumi.com, or name a folder that mirrors Terraform's AWS provider in TF_PLUGIN_MIRROR, then run this again";

/**
 * The AWS plugin to use with `cli`: an installed one, else the official download, else the bridge to a Terraform AWS provider on
 * this machine.
 *
 * @throws NoEngineError
 */
export function findAwsPlugin(machine: Machine, cli: Cli, report: Report): Promise<AwsPlugin> {
  const version = sdkVersion(machine);
  const home = cli.official ? userHome(machine) : ourHome(machine);
  return firstOpen(INSTALL, [
    () => Promise.resolve(installed(machine, home, version)),
    () => downloaded(machine, cli, home, version, report),
    () => bridge(machine, report),
  ]);
}

function installed(machine: Machine, home: string, version: string): AwsPlugin {
  if (isInstalled(home, version)) {
    return { home, description: `v${version}, installed`, official: true };
  }
  const command = findCommand(NAME, userPath(machine));
  if (command) return { home, description: command, official: true };
  throw new Unavailable(
    `installed: there is no ${folderOf(home, version)}, and no ${NAME} on PATH`,
  );
}

async function downloaded(
  machine: Machine,
  cli: Cli,
  home: string,
  version: string,
  report: Report,
): Promise<AwsPlugin> {
  const problem = await machine.siteProblem();
  if (problem !== undefined) throw new Unavailable(`official download: ${problem}`);
  const env = { ...machine.env, PULUMI_HOME: home, PULUMI_SKIP_UPDATE_CHECK: "true" };
  await step(
    report,
    `Downloading the AWS provider ${version}, once`,
    () => capture(cli.command, ["plugin", "install", "resource", "aws", version], { env }),
    { expectSeconds: 60 },
  );
  return { home, description: `v${version}, the official download`, official: true };
}

async function bridge(machine: Machine, report: Report): Promise<AwsPlugin> {
  const provider = machine.bridge.find();
  if (!provider) {
    throw new Unavailable("bridge: there is no Terraform AWS provider on this machine");
  }
  const home = bridgeHome(machine);
  const sdk = sdkFolder(machine);
  const install = async () => {
    try {
      await machine.bridge.install({ pulumiHome: home, sdkFolder: sdk });
    } catch (error) {
      throw new Unavailable(`bridge: ${errorMessage(error)}`, { cause: error });
    }
  };
  const title = "Making the bridge to the Terraform AWS provider, once";
  await quick(report, title, install);
  const description = `bridge to Terraform AWS provider ${provider.version}`;
  return { home, description, official: false };
}

/** Where Pulumi stores a plugin; `.partial` beside it marks an unfinished install. */
const folderOf = (home: string, version: string): string =>
  path.join(home, "plugins", `resource-aws-v${version}`);

function isInstalled(home: string, version: string): boolean {
  const folder = folderOf(home, version);
  return isExecutable(path.join(folder, NAME)) && !existsSync(`${folder}.partial`);
}

const sdkFolder = ({ project }: Machine): string => path.join(project, "node_modules/@pulumi/aws");

function sdkVersion(machine: Machine): string {
  const text = readFileSync(path.join(sdkFolder(machine), "package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}
