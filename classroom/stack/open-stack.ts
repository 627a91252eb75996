import { Aws } from "../../aws/clients.ts";
import { runningEmulator } from "../../engine/emulator/emulator.ts";
import { findEngine } from "../../engine/engine.ts";
import { realEngine } from "../../engine/stand-in.ts";
import { type ClassConfig, parseConfig } from "../../infra/config.ts";
import { type ClassIdentity, identityOf } from "../../infra/identity.ts";
import type { Report } from "../../lib/progress.ts";
import { usualExpiry } from "../console/expiry.ts";
import { LOCAL } from "../console/shared-options.ts";
import { LocalFolder } from "../local/local-folder.ts";
import { localStack } from "../local/local-stack.ts";
import { PulumiStack } from "../pulumi/pulumi-stack.ts";
import { configValues, NoStackError, stackFile, stackSettings } from "../pulumi/stack-file.ts";

/** A class in its stack: its identity, Pulumi's commands on the stack, and the AWS that it is on. */
export interface ClassStack {
  readonly identity: ClassIdentity;
  readonly stack: PulumiStack;
  readonly aws: Aws;
}

/** A stack to work on, with its settings. */
export interface OpenStack extends ClassStack {
  readonly config: ClassConfig;
}

/**
 * Opens a stack that is up.
 *
 * @param name `local`, or one whose Pulumi.<name>.yaml stands in the project
 * @throws NoStackError, ConfigError, NoEngineError
 */
export async function openStack(name: string, report: Report): Promise<OpenStack> {
  return name === LOCAL ? openLocal(report) : openRemote(name, report);
}

async function openLocal(report: Report): Promise<OpenStack> {
  const folder = new LocalFolder();
  const emulator = await runningEmulator(folder.path, { report });
  const sound = folder.condition() === "sound" && folder.memory() === emulator?.id;
  if (!emulator || !sound)
    throw new NoStackError("No class is running on this machine. Start one with npm start.");
  const config = settingsOf(LOCAL, folder.settings);
  const stack = localStack(await findEngine(report), emulator, folder);
  const aws = new Aws({ region: config.region, env: emulator.env });
  return { config, identity: identityOf(config), stack, aws };
}

async function openRemote(name: string, report: Report): Promise<OpenStack> {
  const config = settingsOf(name);
  const stack = new PulumiStack(realEngine(await findEngine(report)), { name });
  const identity = identityOf(config);
  return { config, identity, stack, aws: awsOf(identity) };
}

/** AWS where a class on AWS is. */
export const awsOf = ({ region }: Pick<ClassIdentity, "region">): Aws =>
  new Aws({ region, env: emulated(process.env) });

/** The variables of an emulator of the user's own; undefined when it is AWS that is meant. */
const emulated = ({ AWS_ENDPOINT_URL, ...env }: NodeJS.ProcessEnv) =>
  AWS_ENDPOINT_URL === undefined
    ? undefined
    : {
        AWS_ENDPOINT_URL,
        AWS_ACCESS_KEY_ID: env.AWS_ACCESS_KEY_ID ?? "",
        AWS_SECRET_ACCESS_KEY: env.AWS_SECRET_ACCESS_KEY ?? "",
      };

/**
 * The settings of a class that is up. They need not say when it ends: who deploys it may say so alone.
 *
 * @param file where they are @default in the project
 * @throws NoStackError, ConfigError
 */
export function settingsOf(name: string, file = stackFile(name)): ClassConfig {
  const { config } = stackSettings(name, file);
  const values = configValues({ "class:expires": usualExpiry(new Date()), ...config });
  return parseConfig({ stack: name, values });
}
