import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse, stringify } from "yaml";
import { errorMessage, ExplainedError } from "../../lib/errors.ts";
import { writeWhole } from "../../lib/files.ts";
import { PROJECT } from "../../lib/project.ts";
import { nearest } from "../../labs/contract/problems.ts";

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
 * @throws NoStackError
 */
export function stackSettings(name: string, file = stackFile(name)): StackFile {
  if (!existsSync(file))
    throw new NoStackError(`There is no stack ${name}: ${nearest(name, stackNames())}`);
  try {
    return readStackFile(file);
  } catch (error) {
    throw new NoStackError(`${file} cannot be read: ${errorMessage(error)}`);
  }
}

/** @throws when the file is missing or not YAML */
export function readStackFile(file: string): StackFile {
  const content = parse(readFileSync(file, "utf8")) as Partial<StackFile> | null;
  return { ...content, config: content?.config ?? {} };
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
 */
export function configValues(config: Readonly<Record<string, unknown>>): Record<string, string> {
  const { config: keys } = parse(readFileSync(path.join(PROJECT, "Pulumi.yaml"), "utf8")) as {
    config: Record<string, { default: unknown }>;
  };
  const defaults = Object.entries(keys).map(([key, value]) => [`class:${key}`, value.default]);
  const all = { ...Object.fromEntries(defaults), ...readable(config) } as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(all).map(([key, value]) => [
      key,
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
  );
}
