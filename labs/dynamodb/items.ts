import { isDeepStrictEqual } from "node:util";
import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { dynamoDbClient } from "../../aws/dynamodb/client.ts";
import { TABLE_ITEM } from "../../aws/dynamodb/types.ts";
import type { Subject } from "../contract/check.ts";
import { expect, Failure } from "../contract/outcome.ts";
import { recorded } from "../kit/values.ts";

export type Item = Readonly<Record<string, AttributeValue>>;

/** An attribute and its value, e.g. `{ Badge: { N: "1" } }`. */
type Wanted = Item;

/** The lab's items, from the stack's state. */
export const seedsOf = (lab: Subject["lab"]): Item[] =>
  lab.all(TABLE_ITEM).map((item) => JSON.parse(recorded(item, "item")) as Item);

export function keyOf({ UserId, GameTitle }: Item): Record<string, AttributeValue> {
  if (UserId && GameTitle) return { UserId, GameTitle };
  throw new Failure("an item of the lab has no key");
}

export const nameOf = ({ UserId, GameTitle }: Item): string =>
  `${UserId?.S ?? ""}/${GameTitle?.S ?? ""}`;

/** An attribute with its most common value in the lab's items. */
export function mostCommon(lab: Subject["lab"], name: string): Wanted {
  const values = seedsOf(lab).flatMap((seed) => seed[name] ?? []);
  const same = (value: AttributeValue) =>
    values.filter((other) => isDeepStrictEqual(other, value)).length;
  const [value] = values.toSorted((a, b) => same(b) - same(a));
  if (value) return { [name]: value };
  throw new Failure(`no item of the lab has a ${name}`);
}

/** @throws Failure when one of the lab's items with the attribute was not found */
export function expectAll(found: readonly Item[], lab: Subject["lab"], wanted: Wanted): void {
  const names = found.map(nameOf);
  const missing = seedsOf(lab)
    .filter((seed) =>
      Object.entries(wanted).every(([name, value]) => isDeepStrictEqual(seed[name], value)),
    )
    .map(nameOf)
    .filter((name) => !names.includes(name));
  expect(missing.length === 0, `not found: ${missing.join(", ")}`);
}

/** An attribute as a DynamoDB condition. */
const condition = (wanted: Wanted) => ({
  ExpressionAttributeNames: { "#name": Object.keys(wanted)[0] ?? "" },
  ExpressionAttributeValues: { ":value": Object.values(wanted)[0] ?? { NULL: true } },
});

/** Queries the items with a value of the partition key, of the table or of an index. */
export async function query(subject: Subject, wanted: Wanted, IndexName?: string): Promise<Item[]> {
  const dynamoDb = await subject.aws.client(dynamoDbClient);
  const { Items = [] } = await dynamoDb.query({
    TableName: subject.lab.text("tableName"),
    IndexName,
    KeyConditionExpression: "#name = :value",
    ...condition(wanted),
  });
  return Items;
}

/** Scans for the items with a value of any attribute. */
export async function scan(subject: Subject, wanted: Wanted): Promise<Item[]> {
  const dynamoDb = await subject.aws.client(dynamoDbClient);
  const { Items = [] } = await dynamoDb.scan({
    TableName: subject.lab.text("tableName"),
    FilterExpression: "#name = :value",
    ...condition(wanted),
  });
  return Items;
}
