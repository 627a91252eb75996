import { type ClassConfig, parseConfig } from "../../infra/config.ts";
import { usualExpiry } from "../console/expiry.ts";
import { LOCAL } from "../console/shared-options.ts";
import { inPlainText } from "../pulumi/secrets/decrypted.ts";
import { checkProfile } from "../pulumi/known-profile.ts";
import type { PulumiStack } from "../pulumi/pulumi-stack.ts";
import type { PlainSettings } from "../pulumi/secrets/secret-paths.ts";
import { configValues, stackFile, stackSettings } from "../pulumi/stack-file.ts";

/**
 * The settings of a deployed class, with its secrets decrypted.
 *
 * @throws NoStackError, SettingsFileError, ConfigError, SecretSettingError
 */
export const settingsIn = async (
  stack: Pick<PulumiStack, "name" | "settings" | "config">,
): Promise<ClassConfig> => {
  const { config } = stackSettings(stack.name, stack.settings);
  if (stack.name !== LOCAL) checkProfile(stack.settings, process.env);
  return checked(stack.name, await inPlainText(stack, config));
};

/**
 * The same for settings without secrets.
 *
 * @param file with the settings @default in the project
 * @throws NoStackError, SettingsFileError, ConfigError, SecretSettingError
 */
export const settingsOf = (name: string, file = stackFile(name)): ClassConfig =>
  checked(name, { config: stackSettings(name, file).config, secrets: [] });

/** They may lack the end of the class: the call that deploys it may set it. */
function checked(stack: string, { config, secrets }: PlainSettings): ClassConfig {
  const whole = { "class:expires": usualExpiry(new Date()), ...config };
  return parseConfig({ stack, values: configValues(whole, stack), secrets });
}
