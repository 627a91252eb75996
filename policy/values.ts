/** A value that is not known before the deployment. Rules accept it; they see the value during the deployment. */
export const UNKNOWN = Symbol("known when deployed");

/** What stands at a path in a resource's inputs; UNKNOWN as soon as something on the way is. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  let found = value;
  for (const name of path) {
    if (found === UNKNOWN) return UNKNOWN;
    found =
      found !== null && typeof found === "object"
        ? (found as Record<string, unknown>)[name]
        : undefined;
  }
  return found;
}

/** Whether a value is, or may turn out to be, one of those wanted. */
export const mayBe = (value: unknown, ...wanted: readonly unknown[]): boolean =>
  value === UNKNOWN || wanted.includes(value);

/** Whether a setting is, or may be, on. Terraform's schema has booleans that may also be unset, and so are text. */
export const mayBeOn = (value: unknown): boolean => mayBe(value, true, "true");

/** A number, or a text that is one; NaN, which compares with nothing, of what is not known or none. */
export const numberOf = (value: unknown): number =>
  typeof value === "number" || typeof value === "string" ? Number(value) : NaN;

/** A list, or the one thing that stands for a list of one; what is not known or not there is none. */
export function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null || value === UNKNOWN) return [];
  return Array.isArray(value) ? value : [value];
}

/** The texts of a list. */
export const textsOf = (value: unknown): string[] =>
  listOf(value).filter((item) => typeof item === "string");
