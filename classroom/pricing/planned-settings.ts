import { type ClassConfig, parseConfig } from "../../infra/config.ts";
import { usualExpiry } from "../console/expiry.ts";
import { chosen } from "../local/local-settings.ts";
import { SAMPLE_CONFIG } from "../mocks/sample-config.ts";
import type { PlainSettings } from "../pulumi/secrets/secret-paths.ts";
import { configValues, type StackFile, stackSettings } from "../pulumi/stack-file.ts";

/** The planned settings of a stack, and how to read them. */
interface Planning {
  /** The stack's settings. @default as they are written, if none is secret */
  readonly plain?: PlainSettings;
  readonly now?: Date;
}

/**
 * The settings of a stack before it comes up: for its price, and for preflight. Settings without `expires` or a key pair are
 * allowed: `up` adds both.
 *
 * @param labs ids that replace the ones in its Pulumi.<stack>.yaml
 * @throws NoStackError, ConfigError, SecretSettingError
 */
export function plannedSettings(
  stack: string,
  labs: readonly string[] | undefined,
  { plain = { config: stackSettings(stack).config, secrets: [] }, now = new Date() }: Planning = {},
): ClassConfig {
  const { config, secrets } = plain;
  const labsOf = labs && { "class:labs": chosen(labs, config["class:labs"]) };
  const values = configValues({ ...withDefaults(config, now), ...labsOf }, stack);
  return parseConfig({ stack, values, needsFiles: true, secrets });
}

/** A stack's settings with what `up` adds where it is missing: the expiry and a key pair. */
export const withDefaults = (config: StackFile["config"], now: Date): StackFile["config"] => ({
  "class:expires": usualExpiry(now),
  ...(SAMPLE_CONFIG.publicKey !== undefined && { "class:publicKey": SAMPLE_CONFIG.publicKey }),
  ...config,
});
