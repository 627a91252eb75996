// Terraform values as msgpack, their wire format.
import { decode, encode, ExtData, ExtensionCodec } from "@msgpack/msgpack";
import {
  isObject,
  mapObject,
  UNKNOWN,
  type TerraformObject,
  type TerraformState,
  type TerraformValue,
  type ObjectType,
  type Type,
} from "./types.ts";

/** A value of tfplugin5. */
export interface DynamicValue {
  readonly msgpack?: Uint8Array;
  readonly json?: Uint8Array;
}

const UNKNOWN_EXTENSION = new ExtData(0, new Uint8Array([0]));
const codec = new ExtensionCodec();
// 0 is an unknown value, 12 an unknown value with refinements, which are ignored.
for (const type of [0, 12]) codec.register({ type, encode: () => null, decode: () => UNKNOWN });

export function encodeState(type: ObjectType, state: TerraformState): DynamicValue {
  return { msgpack: encode(toWire(type, state), { extensionCodec: codec }) };
}

/** @throws when the value is not an object of that type. */
export function decodeState(type: ObjectType, value: DynamicValue | null): TerraformState {
  const decoded = fromWire(type, unpack(value));
  if (decoded === null || isObject(decoded)) return decoded;
  throw new Error("the Terraform provider answered with a value that is not an object");
}

function unpack(value: DynamicValue | null): unknown {
  if (value?.msgpack?.length) return decode(value.msgpack, { extensionCodec: codec });
  if (value?.json?.length) return JSON.parse(Buffer.from(value.json).toString());
  return null;
}

// Terraform requires every attribute of an object to be present, and empty lists for missing nested blocks.
function toWire(type: Type, value: TerraformValue | undefined): unknown {
  if (value === UNKNOWN) return UNKNOWN_EXTENSION;
  if (type === "dynamic") return value == null ? null : [typeBytes(value), value];
  if (value == null) return emptyOf(type);
  if (typeof type === "string") return value;
  if (type.kind === "object") {
    const members = value as TerraformObject;
    return mapObject(type.fields, (field, name) => toWire(field.type, members[name]));
  }
  if (type.kind === "map")
    return mapObject(value as TerraformObject, (member) => toWire(type.element, member));
  return (value as TerraformValue[]).map((member) => toWire(type.element, member));
}

function emptyOf(type: Type): unknown {
  if (typeof type === "string" || type.kind === "object" || !type.block) return null;
  return type.kind === "map" ? {} : [];
}

function fromWire(type: Type, value: unknown): TerraformValue {
  if (value === UNKNOWN) return UNKNOWN;
  if (value === null || value === undefined) return null;
  if (type === "dynamic") return (Array.isArray(value) ? value[1] : value) as TerraformValue;
  if (type === "number") return Number(value);
  if (typeof type === "string") return value as TerraformValue;
  if (type.kind === "object") {
    const members = value as Record<string, unknown>;
    return mapObject(type.fields, (field, name) => fromWire(field.type, members[name]));
  }
  if (type.kind === "map")
    return mapObject(value as Record<string, unknown>, (member) => fromWire(type.element, member));
  return (value as unknown[]).map((member) => fromWire(type.element, member));
}

// A dynamic value includes its own type, in Terraform's JSON notation.
const typeBytes = (value: TerraformValue): Buffer => Buffer.from(JSON.stringify(typeOf(value)));

function typeOf(value: TerraformValue): unknown {
  if (Array.isArray(value)) return ["tuple", value.map(typeOf)];
  if (isObject(value)) return ["object", mapObject(value, typeOf)];
  if (typeof value === "boolean") return "bool";
  return typeof value === "number" ? "number" : "string";
}
