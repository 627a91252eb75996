import path from "node:path";
import { z } from "zod";
import type { Engine } from "../../engine/engine.ts";
import { ConfigError } from "../../labs/contract/problems.ts";
import { ExplainedError } from "../../lib/errors.ts";
import type { Report } from "../../lib/progress.ts";
import { LocalFolder } from "../local/local-folder.ts";
import { deployedAccount } from "../pulumi/deployed-account.ts";
import { PulumiError } from "../pulumi/pulumi-error.ts";
import { PulumiStack } from "../pulumi/pulumi-stack.ts";
import { decrypted } from "../pulumi/secrets/decrypted.ts";
import { refuseEncryptedWhole } from "../pulumi/secrets/encrypted-whole.ts";
import { SecretSettingError } from "../pulumi/secrets/secret-paths.ts";
import { SettingsFileError } from "../pulumi/settings-file.ts";
import { NoStackError, type StackFile, writeStackFile } from "../pulumi/stack-file.ts";
import { settingsIn } from "./class-settings.ts";
import { type DeployedConfig, deployedConfig } from "./deployed-config.ts";

/** Whether an error is about invalid or unreadable settings. */
const isOfSettings = (error: unknown): error is Error =>
  error instanceof ConfigError ||
  error instanceof SettingsFileError ||
  error instanceof SecretSettingError;

/**
 * The same stack with the settings of its last deployment, for a command that works on a deployed stack.
 *
 * @param error what is wrong with its own settings
 * @throws the error, when it is about something else, or no other settings are known
 * @throws DeployedSecretsError when those have secrets that cannot be decrypted here
 */
export async function asDeployed(
  stack: PulumiStack,
  error: unknown,
  report: Report,
): Promise<PulumiStack> {
  if (!isOfSettings(error)) throw error;
  const deployed = await deployedConfig(stack);
  if (deployed === undefined) throw error;
  const file = await inOwnFolder(stack, deployed.config);
  if (deployed.secrets.length > 0) await takeSecrets(stack, file, deployed, error);
  return withSettings(stack, file, { error, report });
}

/**
 * The stack with settings that do not make a destroy fail: its own, else those of its last deployment, else the provider settings
 * in its state. An undecryptable secret does not matter here, because its value is not needed.
 */
export async function forItsEnd(stack: PulumiStack, report: Report): Promise<PulumiStack> {
  try {
    await settingsIn(stack);
    refuseEncryptedWhole(stack.settings);
    return stack;
  } catch (error) {
    if (!isOfSettings(error) && !(error instanceof NoStackError)) throw error;
    if (error instanceof SecretSettingError) return stack;
    const file = fileInOwnFolder(stack);
    await writeDeployedSettings(stack, file);
    return withSettings(stack, file, { error, report });
  }
}

/** A student's stack, which has no settings in the project, with those of its last deployment. */
export async function withoutProject(engine: Engine, name: string): Promise<PulumiStack> {
  const settings = fileInOwnFolder({ name });
  await writeDeployedSettings(new PulumiStack(engine, { name }), settings);
  return new PulumiStack(engine, { name, settings });
}

/**
 * Writes settings that do not make a destroy fail: those of a stack's last deployment, else the provider settings in its state.
 */
export async function writeDeployedSettings(stack: PulumiStack, file: string): Promise<void> {
  const [provider = {}] = deployedAccount(await stack.export()).providers;
  const ofProvider = Object.entries(provider).map(([key, value]) => [`aws:${key}`, value] as const);
  const deployed = await deployedConfig(stack);
  const config = deployed?.secrets.length === 0 ? deployed.config : Object.fromEntries(ofProvider);
  await writeSettings(stack, config, file);
}

/**
 * The secrets provider in an exported stack: with a settings file without it, Pulumi would create another key. A key service has
 * a URL and a key; Pulumi Cloud, which needs nothing in the file, has a URL of its own.
 */
const ENCRYPTION = z.object({
  deployment: z.object({
    secrets_providers: z
      .object({
        state: z
          .object({
            salt: z.string().optional(),
            url: z.string().optional(),
            encryptedkey: z.string().optional(),
          })
          .default({}),
      })
      .optional(),
  }),
});

/** The settings are written to the class's folder, because the project's file is the user's to repair. */
const fileInOwnFolder = ({ name }: Pick<PulumiStack, "name">): string =>
  path.join(new LocalFolder().path, "deployed", `Pulumi.${name}.yaml`);

/** @returns the file */
async function inOwnFolder(
  stack: Pick<PulumiStack, "name" | "export">,
  config: StackFile["config"],
): Promise<string> {
  const file = fileInOwnFolder(stack);
  await writeSettings(stack, config, file);
  return file;
}

async function writeSettings(
  stack: Pick<PulumiStack, "name" | "export">,
  config: StackFile["config"],
  file: string,
): Promise<void> {
  const { salt, url, encryptedkey } =
    ENCRYPTION.parse(await stack.export()).deployment.secrets_providers?.state ?? {};
  writeStackFile(file, {
    config,
    ...(salt !== undefined && { encryptionsalt: salt }),
    ...(encryptedkey !== undefined && { secretsprovider: url, encryptedkey }),
  });
}

/**
 * Adds the secrets of the last deployment to a file, encrypted as in its settings: Pulumi's history has them only masked, or in
 * plain text.
 *
 * @throws DeployedSecretsError when nothing here can decrypt them
 */
async function takeSecrets(
  stack: PulumiStack,
  file: string,
  { secrets, isNewest }: DeployedConfig,
  error: Error,
): Promise<void> {
  if (!isNewest) throw new DeployedSecretsError(error, secrets, LOST);
  const options = ["--force", "--stack", stack.name, "--config-file", file];
  try {
    await stack.capture(["config", "refresh", ...options]);
    await decrypted({ config: () => stack.config(file) });
  } catch (reason) {
    if (!(reason instanceof PulumiError)) throw reason;
    throw new DeployedSecretsError(error, secrets, undecrypted(reason));
  }
}

const LOST = "Pulumi returns them for the newest update only, and that had other settings";

const undecrypted = (reason: PulumiError): string =>
  `Pulumi cannot decrypt them: ${reason.message}\n` +
  "  fix: log in to the stack's backend and set PULUMI_CONFIG_PASSPHRASE (or PULUMI_CONFIG_PASSPHRASE_FILE), then run this again";

/** The settings of the last deployment contain secrets that are not available here. */
export class DeployedSecretsError extends ExplainedError {
  constructor(error: Error, secrets: readonly string[], why: string) {
    super(
      `${error.message}\nUntil that is fixed, the settings of the last deployment would be used, but they have secrets ` +
        `(${secrets.join(", ")}): ${why}`,
      { cause: error },
    );
  }
}

function withSettings(
  stack: PulumiStack,
  settings: string,
  { error, report }: { readonly error: Error; readonly report: Report },
): PulumiStack {
  report(`${error.message}\nUntil that is fixed, the settings of the last deployment are used.`);
  return stack.with(settings);
}
