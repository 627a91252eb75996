import { ExplainedError } from "../../../lib/errors.ts";

type Config = Readonly<Record<string, unknown>>;

/** A command needs the value of a setting that is a secret, and nothing here can decrypt it. */
export class SecretSettingError extends ExplainedError {
  /**
   * @param secrets where they are, as `secretPaths` gives them
   * @param reason why they cannot be decrypted
   */
  constructor(stack: string, secrets: readonly string[], reason: string) {
    super(
      `Pulumi.${stack}.yaml has secrets that this command needs the value of: ${secrets.join(", ")}\n  ${reason}\n` +
        `  fix: log in to the stack's backend and set PULUMI_CONFIG_PASSPHRASE (or PULUMI_CONFIG_PASSPHRASE_FILE) until ` +
        `pulumi config --show-secrets --stack ${stack} prints them; or write them in plain text, with --plaintext`,
    );
  }
}

/** A configuration in plain text. */
export interface PlainSettings {
  readonly config: Config;
  /** What of it is secret, as `class:labs.rds-mysql.user`: it is never shown. */
  readonly secrets: readonly string[];
}

/** Where a configuration has secrets: Pulumi writes an encrypted value, at any depth, as `secure: ...`. */
export const secretPaths = (config: Config): string[] =>
  Object.entries(config).flatMap(([key, value]) => pathsIn(key, value));

function pathsIn(path: string, value: unknown): string[] {
  if (value === null || typeof value !== "object") return [];
  if ("secure" in value) return [path];
  return Object.entries(value).flatMap(([name, member]) => pathsIn(`${path}.${name}`, member));
}

/** The secrets of what a class is made of; the provider's own are read where its calls are made. */
export const classSecrets = (config: Config): string[] =>
  secretPaths(config).filter((path) => path.startsWith("class:") || path === "aws:region");
