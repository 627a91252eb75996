import { projectDefaults } from "../project-file.ts";
import { isRecord, readSettingsFile } from "../settings-file.ts";

/**
 * Refuses a map or a list that is encrypted as a whole. Pulumi takes the secret for text, which is not what Pulumi.yaml declares,
 * and then does nothing on the stack, not even a destroy.
 *
 * @param file a stack's settings
 * @throws SettingsFileError
 */
export function refuseEncryptedWhole(file: string): void {
  const { content, error } = readSettingsFile(file);
  if (!isRecord(content.config)) return;
  const defaults = projectDefaults();
  for (const [key, value] of Object.entries(content.config)) {
    const usual = defaults[key];
    if (usual === null || typeof usual !== "object" || !isRecord(value) || !("secure" in value))
      continue;
    throw error(
      ["config", key],
      `${key} is encrypted as a whole, and Pulumi takes that for text, not for a ${Array.isArray(usual) ? "list" : "map"}`,
      "write it in plain text, and of the values in it encrypt only the secret ones, each by itself",
    );
  }
}
