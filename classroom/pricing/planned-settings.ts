import { type ClassConfig, parseConfig } from "../../infra/config.ts";
import { usualExpiry } from "../console/expiry.ts";
import { chosen } from "../local/local-settings.ts";
import { SAMPLE_CONFIG } from "../mocks/sample-config.ts";
import type { PlainSettings } from "../pulumi/secrets/secret-paths.ts";
import { configValues, stackSettings } from "../pulumi/stack-file.ts";

/**
 * The settings of a stack before it comes up: for its price, and for preflight. Settings without `expires` or a key pair are
 * allowed: `up` adds both.
 *
 * @param labs ids that replace the ones in its Pulumi.<stack>.yaml
 * @param plain the stack's settings @default as they are written, if none is secret
 * @throws NoStackError, ConfigError, SecretSettingError
 */
export function plannedSettings(
  stack: string,
  labs: readonly string[] | undefined,
  {
    plain = { config: stackSettings(stack).config, secrets: [] },
    now = new Date(),
  }: { readonly plain?: PlainSettings; readonly now?: Date } = {},
): ClassConfig {
  const { config, secrets } = plain;
  const whole = {
    "class:expires": usualExpiry(now),
    ...(SAMPLE_CONFIG.publicKey !== undefined && { "class:publicKey": SAMPLE_CONFIG.publicKey }),
    ...config,
    ...(labs && { "class:labs": chosen(labs, config["class:labs"]) }),
  };
  return parseConfig({ stack, values: configValues(whole, stack), needsFiles: true, secrets });
}
