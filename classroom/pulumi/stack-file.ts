import { existsSync, globSync } from "node:fs";
import path from "node:path";
import { stringify } from "yaml";
import { NAMESPACE } from "../../infra/key-names.ts";
import { nearest } from "../../labs/contract/nearest.ts";
import { ExplainedError } from "../../lib/errors.ts";
import { writeWhole } from "../../lib/files.ts";
import { PROJECT } from "../../lib/project.ts";
import { isRecord, readSettingsFile } from "./settings-file.ts";

/** There is no such stack, or nothing is deployed in it. */
export class NoStackError extends ExplainedError {}

/** What stands in a Pulumi.<stack>.yaml, its keys complete with their namespace. */
export interface StackFile {
  readonly config: Readonly<Record<string, unknown>>;
  readonly encryptionsalt?: string;
}

/** The file with the settings of stack `name`. */
export const stackFile = (name: string): string => path.join(PROJECT, `Pulumi.${name}.yaml`);

/** The stacks that have settings in the project. */
export const stackNames = (): string[] =>
  globSync("Pulumi.*.yaml", { cwd: PROJECT })
    .map((file) => file.replace(/^Pulumi\.(.*)\.yaml$/, "$1"))
    .sort();

/**
 * The settings of stack `name`.
 *
 * @param file where they are @default in the project
 * @throws NoStackError, SettingsFileError
 */
export function stackSettings(name: string, file = stackFile(name)): StackFile {
  if (!existsSync(file))
    throw new NoStackError(`There is no stack ${name}: ${nearest(name, stackNames())}`);
  return readStackFile(file);
}

/** What Pulumi knows in a stack's file. */
const STACK_KEYS = ["config", "environment", "secretsprovider", "encryptedkey", "encryptionsalt"];

/** @throws SettingsFileError */
export function readStackFile(file: string): StackFile {
  const { content, error } = readSettingsFile(file);
  for (const key of Object.keys(content)) {
    if (STACK_KEYS.includes(key)) continue;
    throw key.includes(":")
      ? error(key, `${key} is not below config`, "indent it by two spaces, below `config:`")
      : error(key, `there is no ${key} in a stack's file`, nearest(key, STACK_KEYS));
  }
  const config = content.config ?? {};
  if (!isRecord(config))
    throw error(
      "config",
      "config is not a map of keys and values",
      "write class:KEY: VALUE below it, with a space behind the second colon",
    );
  return { ...content, config };
}

/** Writes one that Pulumi takes as it is meant. */
export function writeStackFile(file: string, content: StackFile): void {
  // Quoted: Pulumi would read a bare time as a date, and hand it over in another form.
  writeWhole(file, stringify(content, { defaultStringType: "QUOTE_DOUBLE" }));
}

/** Pulumi writes an encrypted value, at any depth, as `secure: ...`. */
export function holdsSecret(value: unknown): boolean {
  if (value === null || typeof value !== "object") return false;
  return Object.entries(value).some(([key, member]) => key === "secure" || holdsSecret(member));
}

/** The part of a configuration that can be read without the stack's key: all but its secrets. */
export const readable = (config: StackFile["config"]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(config).filter(([, value]) => !holdsSecret(value)));

/**
 * Configuration in the form in which Pulumi gives it to the program, with the defaults of Pulumi.yaml and without secrets:
 * no command of ours needs one, and `down` must not fail by it.
 *
 * @throws SettingsFileError when Pulumi.yaml cannot be read
 */
export function configValues(config: Readonly<Record<string, unknown>>): Record<string, string> {
  const all: Record<string, unknown> = { ...projectDefaults(), ...readable(config) };
  return Object.fromEntries(
    Object.entries(all).map(([key, value]) => [
      key,
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
  );
}

/**
 * The defaults of Pulumi.yaml, by full key.
 *
 * @throws SettingsFileError also where the project has another name: its keys would have another namespace
 */
function projectDefaults(): Record<string, unknown> {
  const { content, error } = readSettingsFile(path.join(PROJECT, "Pulumi.yaml"));
  const { name, config = {} } = content;
  if (name !== NAMESPACE)
    throw error(
      "name",
      `the project's name is ${JSON.stringify(name)}; it is the namespace of the keys, which is ${NAMESPACE}`,
      `write name: ${NAMESPACE}; what your class is called is the key ${NAMESPACE}:name`,
    );
  if (!isRecord(config))
    throw error("config", "config is not a map of keys", "write KEY: below it");
  return Object.fromEntries(
    Object.entries(config).flatMap(([key, declared]) =>
      isRecord(declared) && declared.default !== undefined
        ? [[`${NAMESPACE}:${key}`, declared.default]]
        : [],
    ),
  );
}
