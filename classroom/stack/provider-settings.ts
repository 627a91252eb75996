import { z } from "zod";
import {
  type CredentialSettings,
  credentialSettings,
} from "../../aws/credentials/credential-settings.ts";
import { decrypted } from "../pulumi/secrets/decrypted.ts";
import type { PulumiStack } from "../pulumi/pulumi-stack.ts";
import { secretPaths } from "../pulumi/secrets/secret-paths.ts";
import { readStackFile } from "../pulumi/stack-file.ts";

/** The credentials named in a stack's settings, and the environment that completes them. */
export interface ProviderSettings {
  readonly settings: CredentialSettings;
  readonly env: NodeJS.ProcessEnv;
}

const OPENED = z.object({ environmentVariables: z.record(z.string(), z.string()).default({}) });

/**
 * Reads them from the stack's file. Only Pulumi can read secrets and ESC environments.
 *
 * @throws CredentialSettingsError, PulumiError, SettingsFileError
 */
export async function providerSettings(
  stack: Pick<PulumiStack, "name" | "config" | "openEnvironment">,
  file: string,
  env: NodeJS.ProcessEnv,
): Promise<ProviderSettings> {
  const { config, environment } = readStackFile(file);
  const where = `Pulumi.${stack.name}.yaml`;
  const plain = Object.fromEntries(
    Object.entries(config).filter(([key]) => key.startsWith("aws:")),
  );
  if (environment === undefined && secretPaths(plain).length === 0)
    return { settings: credentialSettings(texts(plain), where), env };
  const values = await decrypted(stack);
  const opened: NodeJS.ProcessEnv = {};
  for (const name of environment ?? [])
    Object.assign(
      opened,
      OPENED.parse(JSON.parse(await stack.openEnvironment(name))).environmentVariables,
    );
  return { settings: credentialSettings(texts(values), where), env: { ...env, ...opened } };
}

/** By name without `aws:`; other values than texts as JSON. */
const texts = (config: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(config).flatMap(([key, value]) =>
      key.startsWith("aws:") && value !== undefined
        ? [[key.slice("aws:".length), typeof value === "string" ? value : JSON.stringify(value)]]
        : [],
    ),
  );
