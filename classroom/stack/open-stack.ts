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

/** A class in its stack: its identity, Pulumi commands on the stack, and its AWS. */
export interface ClassStack {
  readonly identity: ClassIdentity;
  readonly stack: PulumiStack;
  readonly aws: Aws;
  /**
   * Proves the account again, by the credentials as they are now: each run of Pulumi reads them anew. @throws WrongAccountError
   * @default on the emulator, which has one account, and where nothing is destroyed
   */
  readonly proveAgain?: (() => Promise<void>) | undefined;
}

/** A stack to work on, with its settings. */
export interface OpenStack extends ClassStack {
  readonly config: ClassConfig;
  /** The stack's state when it was opened; it must be exported again after a change. */
  readonly state: unknown;
}

/**
 * Opens a deployed stack. If its settings are invalid, those of its last deployment are used.
 *
 * @param name `local`, or a stack whose Pulumi.<name>.yaml is in the project
 * @throws NoStackError, ConfigError, NoEngineError; WrongAccountError, CredentialsError before any other call to AWS
 */
export async function openStack(name: string, report: Report): Promise<OpenStack> {
  return name === LOCAL ? openLocal(report) : openRemote(name, report);
}

/**
 * Opens a stack with its own settings: a class's, or a student's.
 *
 * @throws NoStackError, ConfigError, PulumiError; WrongAccountError, CredentialsError before any other call to AWS
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
    (error: unknown) => asDeployed(own, error, report),
  );
  return openStackAt(stack, provenReach(report));
}
