/** A value that is not known before the deployment. Rules accept it; they check the real value during the deployment. */
export const UNKNOWN = Symbol("known when deployed");

/** The value at a path in a resource's inputs; UNKNOWN as soon as a value on the path is. */
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

/** Whether a value is one of those wanted, or may be. */
export const mayBe = (value: unknown, ...wanted: readonly unknown[]): boolean =>
  value === UNKNOWN || wanted.includes(value);

/** Whether a setting is on, or may be. Terraform's schema uses strings for booleans that may also be unset. */
export const mayBeOn = (value: unknown): boolean => mayBe(value, true, "true");

/** A number, or a text that is a number; otherwise NaN, for which every comparison is false. */
export const numberOf = (value: unknown): number =>
  typeof value === "number" || typeof value === "string" ? Number(value) : NaN;

/** A list; a single value counts as a list of one, and an unknown or missing value as an empty list. */
export function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null || value === UNKNOWN) return [];
  return Array.isArray(value) ? value : [value];
}

/** The texts of a list. */
export const textsOf = (value: unknown): string[] =>
  listOf(value).filter((item) => typeof item === "string");
