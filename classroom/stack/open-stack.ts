import type { Aws } from "../../aws/clients.ts";
import { findEngine } from "../../engine/engine.ts";
import { realEngine } from "../../engine/stand-in.ts";
import type { ClassConfig } from "../../infra/config.ts";
import { type ClassIdentity, identityOf } from "../../infra/identity.ts";
import type { Report } from "../../lib/progress.ts";
import { LOCAL } from "../console/shared-options.ts";
import { PulumiStack } from "../pulumi/pulumi-stack.ts";
import { checkStack } from "../pulumi/stack-file.ts";
import { settingsIn } from "./class-settings.ts";
import { asDeployed } from "./deployed-settings.ts";
import { emulatedReach, provenReach, type Reach } from "./reach.ts";
import { runningLocal } from "./running-local.ts";

/** A class in its stack: its identity, Pulumi's commands on the stack, and the AWS that it is on. */
export interface ClassStack {
  readonly identity: ClassIdentity;
  readonly stack: PulumiStack;
  readonly aws: Aws;
}

/** A stack to work on, with its settings. */
export interface OpenStack extends ClassStack {
  readonly config: ClassConfig;
  /** The stack as it was exported when it was opened: who changes it exports it anew. */
  readonly state: unknown;
}

/**
 * Opens a stack that is up. Where its settings are wrong, what was deployed last is worked with.
 *
 * @param name `local`, or one whose Pulumi.<name>.yaml stands in the project
 * @throws NoStackError, ConfigError, NoEngineError; WrongAccountError, CredentialsError before AWS is asked for anything
 */
export async function openStack(name: string, report: Report): Promise<OpenStack> {
  return name === LOCAL ? openLocal(report) : openRemote(name, report);
}

/**
 * Opens a stack by its own settings: a class's, or a student's.
 *
 * @throws NoStackError, ConfigError, PulumiError; WrongAccountError, CredentialsError before AWS is asked for anything
 */
export async function openStackAt(stack: PulumiStack, reach: Reach): Promise<OpenStack> {
  const config = await settingsIn(stack);
  const state = await stack.export();
  const aws = await reach(stack, config.region, state);
  return { config, identity: identityOf(config), stack, aws, state };
}

async function openLocal(report: Report): Promise<OpenStack> {
  const { emulator, stack } = await runningLocal(report);
  return openStackAt(stack, emulatedReach(emulator));
}

async function openRemote(name: string, report: Report): Promise<OpenStack> {
  checkStack(name);
  const engine = realEngine(await findEngine(report));
  const own = new PulumiStack(engine, { name });
  const stack = await settingsIn(own).then(
    () => own,
    (error: unknown) => asDeployed(engine, own, error, report),
  );
  return openStackAt(stack, provenReach(report));
}
