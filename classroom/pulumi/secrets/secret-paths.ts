import { ExplainedError } from "../../../lib/errors.ts";

type Config = Readonly<Record<string, unknown>>;

/** A command needs the value of a secret setting, which cannot be decrypted here. */
export class SecretSettingError extends ExplainedError {
  /**
   * @param secrets their paths, as returned by `secretPaths`
   * @param reason why they cannot be decrypted
   */
  constructor(stack: string, secrets: readonly string[], reason: string) {
    super(
      `Pulumi.${stack}.yaml has secrets that this command needs the value of: ${secrets.join(", ")}\n  ${reason}\n` +
        `  fix: write them in plain text, with --plaintext; or log in to the stack's backend and set PULUMI_CONFIG_PASSPHRASE ` +
        `(or PULUMI_CONFIG_PASSPHRASE_FILE) until this prints them: pulumi config --show-secrets --stack ${stack}`,
    );
  }
}

/** A configuration in plain text. */
export interface PlainSettings {
  readonly config: Config;
  /** Paths of its secrets, as `class:labs.rds-mysql.user`: their values are never shown. */
  readonly secrets: readonly string[];
}

/** Paths of secrets in a configuration: Pulumi writes an encrypted value, at any depth, as `secure: ...`. */
export const secretPaths = (config: Config): string[] =>
  Object.entries(config).flatMap(([key, value]) => pathsIn(key, value));

function pathsIn(path: string, value: unknown): string[] {
  if (value === null || typeof value !== "object") return [];
  if ("secure" in value) return [path];
  return Object.entries(value).flatMap(([name, member]) => pathsIn(`${path}.${name}`, member));
}

/** Secrets in the `class:` settings; the provider's own are read where it is called. */
export const classSecrets = (config: Config): string[] =>
  secretPaths(config).filter((path) => path.startsWith("class:") || path === "aws:region");
