// Converts Pulumi's property values to Terraform's values and back.
import { assetPath } from "./assets.ts";
import { Asset, type PlainMap, type PlainValue } from "./plain.ts";
import { secret, UNKNOWN_STRING, type PropertyMap, type PropertyValue } from "./property-value.ts";
import {
  mapObject,
  UNKNOWN,
  type Collection,
  type ObjectType,
  type TerraformObject,
  type TerraformValue,
  type Type,
} from "./types.ts";

/** A property that Terraform does not accept, named as in the program. */
export class PropertyError extends Error {
  readonly path: string;

  constructor(path: string, expected: string, got: string) {
    super(`${path || "the properties"}: expected ${expected}, got ${got}`);
    this.path = path;
  }
}

/** Called with properties that Terraform does not know. */
export type Dropped = (path: string) => void;

/**
 * Converts a resource's properties to Terraform's attributes and blocks.
 * @throws {PropertyError}
 */
export function toTerraform(
  type: ObjectType,
  properties: PlainMap,
  dropped: Dropped = () => undefined,
): TerraformObject {
  return objectToTerraform(type, properties, dropped, "");
}

function valueToTerraform(
  type: Type,
  value: PlainValue | undefined,
  dropped: Dropped,
  path: string,
): TerraformValue {
  if (value === undefined || value === null) return null;
  if (value === UNKNOWN) return UNKNOWN;
  if (type === "dynamic") return asJson(value);
  if (typeof type === "string") return toScalar(type, value, path);
  if (type.kind === "object") return objectToTerraform(type, asMap(value, path), dropped, path);
  if (type.kind === "map") {
    const element = type.element;
    return mapObject(asMap(value, path), (member, key) =>
      valueToTerraform(element, member, dropped, `${path}.${key}`),
    );
  }
  const members = Array.isArray(value) ? value : [value];
  return members.map((member, index) =>
    valueToTerraform(type.element, member, dropped, type.single ? path : `${path}[${index}]`),
  );
}

function objectToTerraform(type: ObjectType, value: PlainMap, dropped: Dropped, path: string) {
  const below = (name: string) => (path ? `${path}.${name}` : name);
  const unknown = new Set(Object.keys(value));
  const result = mapObject(type.fields, ({ property, type: inner }) => {
    unknown.delete(property);
    return valueToTerraform(inner, value[property], dropped, below(property));
  });
  for (const name of unknown) if (!name.startsWith("__")) dropped(below(name));
  return result;
}

function asMap(value: PlainValue, path: string): PlainMap {
  if (isMap(value)) return value;
  throw new PropertyError(path, "an object", Array.isArray(value) ? "an array" : typeof value);
}

const isMap = (value: PlainValue): value is PlainMap =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Asset);

function toScalar(type: "string" | "number" | "bool", value: PlainValue, path: string) {
  if (value instanceof Asset) return assetPath(value.source);
  if (type === "string") return toText(value);
  const text = JSON.stringify(value);
  if (type === "number") {
    const number = typeof value === "object" || value === "" ? NaN : Number(value);
    if (Number.isNaN(number)) throw new PropertyError(path, "a number", text);
    return number;
  }
  if (value === true || value === "true") return true;
  if (value === false || value === "false") return false;
  throw new PropertyError(path, "a boolean", text);
}

/** A policy may be an object, but AWS expects JSON text. If a part is unknown, the whole text is. */
function toText(value: PlainValue): string | typeof UNKNOWN {
  if (typeof value !== "object" || value === null) return String(value);
  return isKnown(value) ? JSON.stringify(value) : UNKNOWN;
}

function isKnown(value: PlainValue): boolean {
  if (value === UNKNOWN) return false;
  return typeof value !== "object" || value === null || Object.values(value).every(isKnown);
}

const asJson = (value: PlainValue): TerraformValue =>
  isKnown(value) ? (JSON.parse(JSON.stringify(value)) as TerraformValue) : UNKNOWN;

/** Converts a resource's state to Pulumi's properties. Null values are left out, sensitive attributes become secrets. */
export function toPulumi(type: ObjectType, state: TerraformObject): PropertyMap {
  const result: PropertyMap = {};
  for (const [name, field] of Object.entries(type.fields)) {
    const value = valueToPulumi(field.type, state[name]);
    if (value !== undefined) result[field.property] = field.sensitive ? secret(value) : value;
  }
  return result;
}

function valueToPulumi(type: Type, value: TerraformValue | undefined): PropertyValue | undefined {
  if (value === UNKNOWN) return UNKNOWN_STRING;
  if (value === null || value === undefined) return undefined;
  if (typeof type === "string") return value as PropertyValue;
  if (type.kind === "object") return toPulumi(type, value as TerraformObject);
  const member = (inner: TerraformValue) => valueToPulumi(type.element, inner) ?? null;
  if (type.kind === "map") return mapObject(value as TerraformObject, member);
  const members = (value as TerraformValue[]).map(member);
  return type.single ? (members[0] ?? undefined) : members;
}

/** Converts Terraform's path to Pulumi's format, e.g. `["ingress", 0, "from_port"]` to `ingress[0].fromPort`. */
export function pulumiPath(type: ObjectType, steps: readonly (string | number)[]): string {
  let path = "";
  let at: Type | undefined = type;
  for (const key of steps) {
    const field: ObjectType["fields"][string] | undefined = fieldsOf(at)?.[key];
    if (field) path += path ? `.${field.property}` : field.property;
    else if (collection(at)?.single !== true)
      path += typeof key === "number" ? `[${key}]` : `.${key}`;
    at = field ? field.type : collection(at)?.element;
  }
  return path;
}

const fieldsOf = (type: Type | undefined): ObjectType["fields"] | undefined =>
  typeof type === "object" && type.kind === "object" ? type.fields : undefined;

const collection = (type: Type | undefined): Collection | undefined =>
  typeof type === "object" && type.kind !== "object" ? type : undefined;
