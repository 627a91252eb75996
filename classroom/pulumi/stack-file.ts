import { existsSync, globSync } from "node:fs";
import path from "node:path";
import { stringify } from "yaml";
import { nearest } from "../../labs/contract/nearest.ts";
import { ExplainedError } from "../../lib/errors.ts";
import { writeWhole } from "../../lib/files.ts";
import { PROJECT } from "../../lib/project.ts";
import { typed } from "../console/option.ts";
import { projectDefaults } from "./project-file.ts";
import { checkCredentials } from "./secrets/plain-credentials.ts";
import { classSecrets, secretPaths, SecretSettingError } from "./secrets/secret-paths.ts";
import { isRecord, readSettingsFile, type SettingsFile } from "./settings-file.ts";

/** The stack does not exist, or has no resources. */
export class NoStackError extends ExplainedError {}

/** The content of a Pulumi.<stack>.yaml; its keys include their namespace. */
export interface StackFile {
  readonly config: Readonly<Record<string, unknown>>;
  readonly encryptionsalt?: string;
  readonly secretsprovider?: string;
  /** ESC environments that add to the settings. */
  readonly environment?: readonly string[];
}

/** The file with the settings of stack `name`. */
export const stackFile = (name: string): string => path.join(PROJECT, `Pulumi.${name}.yaml`);

/** The stacks that have settings in the project. */
export const stackNames = (): string[] =>
  globSync("Pulumi.*.yaml", { cwd: PROJECT })
    .map((file) => file.replace(/^Pulumi\.(.*)\.yaml$/, "$1"))
    .sort();

/**
 * Refuses a stack without settings, and an invalid name.
 *
 * @param file with the settings @default in the project
 * @throws NoStackError, which names the existing stacks
 */
export function checkStack(name: string, file = stackFile(name)): void {
  if (!existsSync(file)) {
    const other = file.replace(/yaml$/, "yml");
    if (existsSync(other))
      throw new NoStackError(
        `Pulumi does not read ${path.basename(other)}\n  fix: rename it to ${path.basename(file)}`,
      );
    const [, meant = name] = /^(?:.*\/|Pulumi\.)?(.*?)(?:\.ya?ml)?$/.exec(name.trim()) ?? [];
    throw new NoStackError(`There is no stack ${typed(name)}: ${nearest(meant, stackNames())}`);
  }
  if (!STACK_NAME.test(name))
    throw new NoStackError(
      `Pulumi.${name}.yaml: a stack's name has 1 to 100 letters a-z, digits and . _ -, not ${JSON.stringify(name)}\n  fix: rename the file, e.g. to Pulumi.spring-2026.yaml`,
    );
}

/**
 * The settings of stack `name`.
 *
 * @param file with the settings @default in the project
 * @throws NoStackError, SettingsFileError
 */
export function stackSettings(name: string, file = stackFile(name)): StackFile {
  checkStack(name, file);
  return readStackFile(file);
}

/** Pulumi's rule for stack names: sdk/go/common/tokens/names.go. */
const STACK_NAME = /^[A-Za-z0-9._-]{1,100}$/;

/** Pulumi's keys in a stack's file. */
const STACK_KEYS = ["config", "environment", "secretsprovider", "encryptedkey", "encryptionsalt"];

/** @throws SettingsFileError */
export function readStackFile(file: string): StackFile {
  const { content, error } = readSettingsFile(file);
  for (const key of Object.keys(content)) {
    if (STACK_KEYS.includes(key)) continue;
    throw /[:：]/.test(key)
      ? error(key, `${key.trim()} is not below config`, "indent it by two spaces, below `config:`")
      : error(key, `there is no ${key} in a stack's file`, nearest(key, STACK_KEYS));
  }
  const { environment } = content;
  if (environment !== undefined && !isTexts(environment))
    throw error(
      "environment",
      "environment is a list of Pulumi ESC environments here",
      typeof environment === "string"
        ? `write \`class:environment: ${environment}\` below \`config:\``
        : 'write their names, e.g. ["class/dev"], and the values into the environment itself',
    );
  checkEncryption({ content, error });
  const config = content.config ?? {};
  if (!isRecord(config))
    throw error(
      "config",
      "config is not a map of keys and values",
      "write class:KEY: VALUE below it, with a space behind the second colon",
    );
  const empty = Object.keys(config).filter((key) => config[key] === null);
  if (empty[0] !== undefined)
    throw error(
      ["config", empty[0]],
      `${empty.join(", ")} ${empty.length > 1 ? "have" : "has"} no value`,
      "write a value behind the colon, indent what belongs to it by two more spaces, or remove the line",
    );
  checkCredentials(config, error);
  return { ...content, config, ...(environment && { environment }) };
}

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((member) => typeof member === "string");

/** How Pulumi finds the key for the secrets, as it has written it itself. */
function checkEncryption({ content, error }: SettingsFile): void {
  const { encryptionsalt: salt, secretsprovider: provider, encryptedkey: key } = content;
  if (salt !== undefined && !(typeof salt === "string" && SALT.test(salt)))
    throw error(
      "encryptionsalt",
      "it is not a salt that Pulumi has written",
      "restore the line from git; without secrets in the file, remove it",
    );
  if (key !== undefined && !(typeof key === "string" && BASE64.test(key)))
    throw error(
      "encryptedkey",
      "it is not a key that Pulumi has written",
      "restore the line from git",
    );
  if (provider === undefined) return;
  const example = "write passphrase, default (Pulumi Cloud), or awskms://alias/NAME?region=REGION";
  if (typeof provider !== "string")
    throw error("secretsprovider", "secretsprovider is not text", example);
  const [scheme = "", rest] = provider.split("://");
  if (BARE_PROVIDERS.includes(provider) || (KEY_SERVICES.includes(scheme) && rest)) return;
  throw error(
    "secretsprovider",
    `Pulumi has no secrets provider ${JSON.stringify(provider)}`,
    KEY_SERVICES.includes(scheme) ? example : nearest(scheme, [...BARE_PROVIDERS, ...KEY_SERVICES]),
  );
}

const SALT = /^v1:[\w+/=]+:v1:[\w+/=]+:[\w+/=]+$/;
const BASE64 = /^[\w+/=]+$/;

/** Secrets providers without an address, then those with one. */
const BARE_PROVIDERS = ["passphrase", "default"];
const KEY_SERVICES = ["awskms", "azurekeyvault", "gcpkms", "hashivault"];

/** Writes a stack file so that Pulumi reads its values unchanged. */
export function writeStackFile(file: string, content: StackFile): void {
  // Quoted: Pulumi would read an unquoted time as a date, and pass it on in another format.
  writeWhole(file, stringify(content, { defaultStringType: "QUOTE_DOUBLE" }));
}

/**
 * The configuration as Pulumi passes it to the program, with the defaults of Pulumi.yaml and without the provider's secrets,
 * which none of our commands needs.
 *
 * @param stack its name for the error
 * @throws SecretSettingError for the class's secrets: without them the class would have other labs or none
 * @throws SettingsFileError when Pulumi.yaml cannot be read
 */
export function configValues(
  config: Readonly<Record<string, unknown>>,
  stack: string,
): Record<string, string> {
  const secrets = classSecrets(config);
  if (secrets.length > 0) throw new SecretSettingError(stack, secrets, "they are encrypted");
  const all: Record<string, unknown> = { ...projectDefaults(), ...withoutSecrets(config) };
  return Object.fromEntries(
    Object.entries(all).map(([key, value]) => [
      key,
      typeof value === "string" ? value : JSON.stringify(value, withoutNull),
    ]),
  );
}

/** JSON has no `.nan` and `.inf`, and would write null. */
const withoutNull = (_: string, value: unknown): unknown =>
  typeof value === "number" && !Number.isFinite(value) ? String(value) : value;

/** The keys of a configuration without secrets at any depth. */
export const withoutSecrets = (config: StackFile["config"]): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(config).filter(([key, value]) => secretPaths({ [key]: value }).length === 0),
  );
