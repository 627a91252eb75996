// Finds Pulumi's names for the members of a Terraform object.
import type { Properties } from "./sdk.ts";

/** Reports a name without a counterpart on the other side. */
export type Report = (line: string) => void;

/**
 * Pulumi's name for each Terraform name: from `overrides`, else in camel case, else its singular or plural, whichever the SDK
 * has; otherwise in camel case.
 * @param where for the report
 * @param properties the SDK's; undefined when it does not declare them
 */
export function matchNames(
  where: string,
  names: readonly string[],
  properties: Properties | undefined,
  overrides: Readonly<Record<string, string>> = {},
  report: Report = () => undefined,
): ReadonlyMap<string, string> {
  const free = new Set(Object.keys(properties ?? {}));
  const result = new Map<string, string>();
  const take = (name: string, property: string | undefined) => {
    if (property === undefined || result.has(name)) return;
    result.set(name, property);
    free.delete(property);
  };
  for (const name of names) take(name, overrides[name]);
  for (const name of names) if (free.has(camelCase(name))) take(name, camelCase(name));
  for (const name of names)
    take(
      name,
      [...free].find((property) => stem(property) === stem(camelCase(name))),
    );
  for (const name of names) {
    if (properties && !result.has(name) && !["id", "timeouts"].includes(name))
      report(`${where}: Terraform's ${name} is not in the SDK`);
    take(name, camelCase(name));
  }
  for (const property of free) report(`${where}: the SDK's ${property} is not in Terraform`);
  return result;
}

const camelCase = (name: string): string =>
  name.replace(/_+(.)/g, (_, letter: string) => letter.toUpperCase());

/** The common spelling of a word and its plural. */
const stem = (name: string): string =>
  name
    .toLowerCase()
    .replace(/ies$/, "y")
    .replace(/(ss|x|ch|sh)es$/, "$1")
    .replace(/([^s])s$/, "$1");
