import { attributeValue, type Item, type ItemValue } from "./attribute-value.ts";

/** An attribute that is part of a key. */
export interface KeyAttribute {
  /** Name, case-sensitive. */
  readonly name: string;
  /** S string, N number, B bytes: "1" and 1 are different keys. */
  readonly type: "S" | "N" | "B";
}

/** A primary key: a partition key alone, or a partition key and a sort key. */
export interface Key {
  readonly partitionKey: KeyAttribute;
  readonly sortKey?: KeyAttribute;
}

const attributesOf = ({ partitionKey, sortKey }: Key): KeyAttribute[] =>
  sortKey ? [partitionKey, sortKey] : [partitionKey];

/** The attributes of all keys, each once, by name. @throws when an attribute has two types, or is used twice in one key. */
export function keyAttributes(keys: readonly Key[]): KeyAttribute[] {
  const types = new Map<string, KeyAttribute["type"]>();
  for (const key of keys) {
    if (key.partitionKey.name === key.sortKey?.name)
      throw new Error(
        `"${key.sortKey.name}" is both the partition key and the sort key: choose another attribute`,
      );
    for (const { name, type } of attributesOf(key)) {
      const other = types.get(name) ?? type;
      if (other !== type)
        throw new Error(
          `attribute "${name}" is of type ${other} in one key and ${type} in another`,
        );
      types.set(name, type);
    }
  }
  return [...types]
    .map(([name, type]) => ({ name, type }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * Items by the text of their key. The text stays the same as long as the key does.
 *
 * @throws when an item lacks a key attribute, has it with another type, or has the same key as another item.
 */
export function itemsByKey(
  items: readonly Item[],
  table: Key,
  indexes: readonly Key[],
): Map<string, Item> {
  const byKey = new Map<string, Item>();
  for (const [index, item] of items.entries()) {
    const at = `items[${index}]`;
    for (const attribute of indexes.flatMap(attributesOf)) {
      const value = item[attribute.name];
      if (value !== undefined) keyText(attribute, value, at);
    }
    const key = attributesOf(table)
      .map((attribute) => keyText(attribute, item[attribute.name], at))
      .join("/");
    if (byKey.has(key)) throw new Error(`${at}: another item has the key ${key} already`);
    byKey.set(key, item);
  }
  return byKey;
}

function keyText({ name, type }: KeyAttribute, value: ItemValue | undefined, at: string): string {
  if (value === undefined)
    throw new Error(`${at} has no "${name}", which is a key attribute (${type})`);
  const typed = attributeValue(value, `${at}.${name}`);
  const text = typed[type];
  if (typeof text !== "string")
    throw new Error(
      `${at}.${name} is of type ${Object.keys(typed).join()}, the key of type ${type}: ` +
        'the string "1" and the number 1 are different',
    );
  if (text === "")
    throw new Error(`${at}.${name} is empty, which is not allowed for a key attribute`);
  return text.replace(/[%/]/g, encodeURIComponent);
}
