/** A value that Terraform knows only after applying. */
export const UNKNOWN: unique symbol = Symbol("unknown");

/** A Terraform value: JSON with parts that may be unknown. */
export type TerraformValue =
  null | boolean | number | string | typeof UNKNOWN | TerraformValue[] | TerraformObject;

export interface TerraformObject {
  [name: string]: TerraformValue;
}

/** A resource's complete state or configuration; null when there is none (before a create, after a delete). */
export type TerraformState = TerraformObject | null;

/** A Terraform type with Pulumi's names added; see ../map/generate.ts. */
export type Type = Scalar | Collection | ObjectType;

export type Scalar = "string" | "number" | "bool" | "dynamic";

export interface Collection {
  readonly kind: "list" | "set" | "map";
  readonly element: Type;
  /** In Pulumi, this list is its only element. */
  readonly single?: true;
  /** A nested block: an empty list when there is none, never null. */
  readonly block?: true;
}

export interface ObjectType {
  readonly kind: "object";
  /** By Terraform's name. */
  readonly fields: Readonly<Record<string, Field>>;
  /** A nested block with one object; null when there is none. */
  readonly block?: true;
}

export interface Field {
  /** Pulumi's name. */
  readonly property: string;
  readonly type: Type;
  readonly required?: true;
  readonly optional?: true;
  readonly computed?: true;
  readonly sensitive?: true;
}

/** Whether a type is a nested block, whose parts Terraform plans separately. */
export const isBlock = (type: Type): type is Collection | ObjectType =>
  typeof type !== "string" && type.block === true;

/** Whether a value is an object or a map. */
export const isObject = (value: TerraformValue | undefined): value is TerraformObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Applies `convert` to each member of `record`. */
export function mapObject<T, R>(
  record: Readonly<Record<string, T>>,
  convert: (member: T, name: string) => R,
): Record<string, R> {
  const result: Record<string, R> = {};
  for (const name of Object.keys(record)) result[name] = convert(record[name] as T, name);
  return result;
}

/** A copy of `record` without one of its members. */
export function without<T>(record: Readonly<Record<string, T>>, name: string): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => key !== name));
}
