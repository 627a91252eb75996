// Compares Terraform values.
import { UNKNOWN, type TerraformObject, type TerraformValue, type Type } from "./types.ts";

type Value = TerraformValue | undefined;

/** Whether two Terraform values are equal; sets are unordered. */
export function sameValue(type: Type, a: Value, b: Value): boolean {
  return a === b || canonical(type, a) === canonical(type, b);
}

/** A text that is the same for equal values. */
export function canonical(type: Type, value: Value): string {
  if (value === UNKNOWN) return "?";
  if (value === null || value === undefined) return isEmptyBlock(type) ? "[]" : "null";
  if (typeof type === "string") return type === "number" ? `${Number(value)}` : text(value);
  if (type.kind === "object") {
    const members = value as TerraformObject;
    const parts = Object.entries(type.fields).map(
      ([name, field]) => `${name}:${canonical(field.type, members[name])}`,
    );
    return `{${parts.join()}}`;
  }
  if (type.kind === "map") {
    const members = Object.entries(value as TerraformObject).sort(([a], [b]) => (a < b ? -1 : 1));
    const parts = members.map(([key, member]) => `${text(key)}:${canonical(type.element, member)}`);
    // a missing block of maps equals an empty one
    return parts.length === 0 && type.block ? "[]" : `{${parts.join()}}`;
  }
  const parts = (value as TerraformValue[]).map((member) => canonical(type.element, member));
  return `[${(type.kind === "set" ? parts.sort() : parts).join()}]`;
}

const text = (value: TerraformValue): string => JSON.stringify(value);

const isEmptyBlock = (type: Type): boolean =>
  typeof type !== "string" && type.kind !== "object" && type.block === true;

/** Whether any part of a Terraform value is unknown. */
export function hasUnknown(value: TerraformValue): boolean {
  if (value === UNKNOWN) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(hasUnknown);
}
