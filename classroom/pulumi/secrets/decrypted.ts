import { z } from "zod";
import { errorMessage } from "../../../lib/errors.ts";
import { PulumiError } from "../pulumi-error.ts";
import type { PulumiStack } from "../pulumi-stack.ts";
import { classSecrets, type PlainSettings, SecretSettingError } from "./secret-paths.ts";

type Config = Readonly<Record<string, unknown>>;

/** The output of `pulumi config --json --show-secrets`. */
const CONFIG = z.record(
  z.string(),
  z.object({ value: z.string().optional(), objectValue: z.unknown().optional() }),
);

/** A stack's whole configuration in plain text: only Pulumi can read a secret. @throws PulumiError */
export async function decrypted(stack: Pick<PulumiStack, "config">): Promise<Config> {
  const all = CONFIG.parse(JSON.parse(await stack.config()));
  return Object.fromEntries(
    Object.entries(all).map(([key, { value, objectValue }]) => [key, objectValue ?? value]),
  );
}

/**
 * The same settings, with the class's secrets in plain text. Pulumi is called only when there are secrets.
 *
 * @throws SecretSettingError when it cannot decrypt them: a secret must not count as a missing value
 */
export async function inPlainText(
  stack: Pick<PulumiStack, "name" | "config">,
  config: Config,
): Promise<PlainSettings> {
  const secrets = classSecrets(config);
  if (secrets.length === 0) return { config, secrets };
  try {
    const plain = await decrypted(stack);
    const keys = Object.keys(config).filter(
      (key) => classSecrets({ [key]: config[key] }).length > 0,
    );
    return {
      config: { ...config, ...Object.fromEntries(keys.map((key) => [key, plain[key]])) },
      secrets,
    };
  } catch (error) {
    if (!(error instanceof PulumiError)) throw error;
    throw new SecretSettingError(stack.name, secrets, errorMessage(error));
  }
}
