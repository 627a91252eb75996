/** The values that an item's attribute may have: DynamoDB's types as JavaScript values. */
export type ItemValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | Uint8Array
  | ReadonlySet<string>
  | ReadonlySet<number | bigint>
  | ReadonlySet<Uint8Array>
  | readonly ItemValue[]
  | { readonly [name: string]: ItemValue };

/** An item, by attribute name. */
export type Item = Readonly<Record<string, ItemValue>>;

/** A typed value in DynamoDB's format, e.g. `{ S: "1" }` or `{ N: "1" }`, which are different values. */
export type AttributeValue = Readonly<Record<string, unknown>>;

/** DynamoDB stores numbers with 38 digits, of magnitudes from SMALLEST to just below TOO_LARGE. */
const TOO_LARGE = 1e126;
const SMALLEST = 1e-130;

/**
 * Converts a value to DynamoDB's JSON. Names are sorted, so that the same item always gives the same text.
 *
 * @throws when DynamoDB does not support the value: NaN, infinity, an unsafe integer, an empty or mixed set, undefined.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html
 */
export function attributeValue(value: ItemValue, path = "value"): AttributeValue {
  if (value === null) return { NULL: true };
  if (typeof value === "string") return { S: value };
  if (typeof value === "number" || typeof value === "bigint") return { N: number(value, path) };
  if (typeof value === "boolean") return { BOOL: value };
  if (value instanceof Uint8Array) return { B: base64(value) };
  if (value instanceof Set) return set(value, path);
  if (Array.isArray(value))
    return { L: value.map((each: ItemValue, index) => attributeValue(each, `${path}[${index}]`)) };
  if (isMap(value)) return { M: attributes(value, path) };
  throw new Error(`${path}: DynamoDB has no type for ${typeof value}; leave the attribute out`);
}

/** Converts an item's attributes to DynamoDB's JSON. @throws as `attributeValue`. */
export function attributes(item: Item, path = ""): Record<string, AttributeValue> {
  const names = Object.keys(item).sort();
  const at = (name: string): string => (path === "" ? name : `${path}.${name}`);
  return Object.fromEntries(
    names.map((name) => [name, attributeValue(item[name] as ItemValue, at(name))]),
  );
}

function number(value: number | bigint, path: string): string {
  const magnitude = Math.abs(Number(value));
  if (Number.isNaN(magnitude) || magnitude >= TOO_LARGE)
    throw new Error(`${path}: ${value} is not a number that DynamoDB supports`);
  if (magnitude > 0 && magnitude < SMALLEST)
    throw new Error(`${path}: ${value} is closer to zero than DynamoDB supports`);
  if (typeof value === "bigint") {
    if (value.toString().replace(/^-|0+$/g, "").length > 38)
      throw new Error(`${path}: ${value} has more than the 38 digits that DynamoDB supports`);
  } else if (Number.isInteger(value) && magnitude < 1e21 && !Number.isSafeInteger(value)) {
    throw new Error(`${path}: ${value} has lost digits already; write it as a bigint, ${value}n`);
  }
  return (value === 0 ? 0 : value).toString();
}

function set(values: ReadonlySet<unknown>, path: string): AttributeValue {
  const all = [...values];
  if (all.length === 0) throw new Error(`${path}: DynamoDB has no empty sets; leave it out`);
  if (all.every((each) => typeof each === "string")) return { SS: all.sort() };
  if (all.every((each) => typeof each === "number" || typeof each === "bigint"))
    return { NS: all.map((each) => number(each, path)).sort() };
  if (all.every((each) => each instanceof Uint8Array)) return { BS: all.map(base64).sort() };
  throw new Error(`${path}: a set is all strings, all numbers or all bytes; use a list`);
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");

const isMap = (value: unknown): value is Item =>
  value !== null && typeof value === "object" && Object.getPrototypeOf(value) === Object.prototype;
