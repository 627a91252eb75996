import { readFileSync } from "node:fs";
import path from "node:path";
import { parse, stringify } from "yaml";
import { writeWhole } from "../../lib/files.ts";
import { PROJECT } from "../../lib/project.ts";

/** What stands in a Pulumi.<stack>.yaml, its keys complete with their namespace. */
export interface StackFile {
  readonly config: Readonly<Record<string, unknown>>;
  readonly encryptionsalt?: string;
}

/** @throws when the file is missing or no YAML. */
export function readStackFile(file: string): StackFile {
  const content = parse(readFileSync(file, "utf8")) as Partial<StackFile> | null;
  return { ...content, config: content?.config ?? {} };
}

/** Writes one that Pulumi takes as it is meant. */
export function writeStackFile(file: string, content: StackFile): void {
  // Quoted: Pulumi would read a bare moment as a date, and hand it over in another form.
  writeWhole(file, stringify(content, { defaultStringType: "QUOTE_DOUBLE" }));
}

/** Pulumi writes an encrypted value, at any depth, as `secure: ...`. */
export function holdsSecret(value: unknown): boolean {
  if (value === null || typeof value !== "object") return false;
  return Object.entries(value).some(([key, member]) => key === "secure" || holdsSecret(member));
}

/** What of a configuration can be read without the stack's key: all but its secrets. */
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
