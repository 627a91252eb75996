import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parse, stringify } from "yaml";

export const PROJECT = path.resolve(import.meta.dirname, "..");

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
  writeFileSync(file, stringify(content, { defaultStringType: "QUOTE_DOUBLE" }));
}

/** Configuration in the form in which Pulumi gives it to the program, with the defaults of Pulumi.yaml. */
export function configValues(config: Readonly<Record<string, unknown>>): Record<string, string> {
  const { config: keys } = parse(readFileSync(path.join(PROJECT, "Pulumi.yaml"), "utf8")) as {
    config: Record<string, { default: unknown }>;
  };
  const defaults = Object.entries(keys).map(([key, value]) => [`class:${key}`, value.default]);
  const all = { ...Object.fromEntries(defaults), ...config } as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(all).map(([key, value]) => [
      key,
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
  );
}
