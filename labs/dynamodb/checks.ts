import { isDeepStrictEqual } from "node:util";
import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { dynamoDbClient } from "../../aws/dynamodb/client.ts";
import { expect, Failure } from "../contract/outcome.ts";
import type { Proof, Subject } from "../contract/check.ts";
import { expectValues, recorded } from "../kit/values.ts";

type Item = Readonly<Record<string, AttributeValue>>;

/** An attribute with a value, e.g. `{ Badge: { N: "1" } }`. */
type Wanted = Item;

const INDEX = "GameTitleIndex";
const ALL_THERE = "every item is there as it was written";
const HINT =
  "npm run class -- solve writes the lab's own items again, and leaves those of the class alone";

export const proof: Proof = {
  checks: [
    {
      name: "the table and its index are active, with their keys",
      hint: "keys cannot be changed: switch the lab off and on again; a lost index comes back by npm run class -- solve",
      async run({ lab, aws }) {
        const dynamoDb = await aws.client(dynamoDbClient);
        const { Table } = await dynamoDb.describeTable({ TableName: lab.text("tableName") });
        const indexes = Table?.GlobalSecondaryIndexes ?? [];
        const index = indexes.find(({ IndexName }) => IndexName === INDEX);
        const seen = {
          table: Table?.TableStatus,
          index: index?.IndexStatus,
          "the table's key": keyText(Table?.KeySchema),
          "the index's key": keyText(index?.KeySchema),
        };
        expectValues(seen, {
          "the table's key": "UserId HASH, GameTitle RANGE",
          "the index's key": "GameTitle HASH, TopScore RANGE",
          table: "ACTIVE",
          index: "ACTIVE",
        });
        return seen["the table's key"];
      },
    },
    {
      name: "point-in-time recovery is on, or off, as pointInTimeRecovery says",
      hint: "set it under the table's Backups, or npm run class -- solve",
      async run({ lab, aws }) {
        const dynamoDb = await aws.client(dynamoDbClient);
        const { ContinuousBackupsDescription: backups } = await dynamoDb.describeContinuousBackups({
          TableName: lab.text("tableName"),
        });
        const status = backups?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus;
        const wanted = lab.settings.pointInTimeRecovery === true ? "ENABLED" : "DISABLED";
        expect(status === wanted, `it is ${status ?? "unknown"}`);
        return wanted;
      },
    },
    {
      name: ALL_THERE,
      hint: HINT,
      async run({ lab, aws }) {
        const dynamoDb = await aws.client(dynamoDbClient);
        const TableName = lab.text("tableName");
        const seeds = seedsOf(lab);
        const states = await Promise.all(
          seeds.map(async (seed) => {
            const { Item } = await dynamoDb.getItem({ TableName, Key: keyOf(seed) });
            if (Item === undefined) return `${nameOf(seed)} is gone`;
            return isDeepStrictEqual(Item, seed) ? undefined : `${nameOf(seed)} was changed`;
          }),
        );
        const wrong = states.filter((state) => state !== undefined);
        expect(wrong.length === 0, wrong.join("; "));
        return `${seeds.length} items`;
      },
    },
    {
      name: "a player's games are found by the partition key",
      hint: HINT,
      async run(subject) {
        const player = mostCommon(subject.lab, "UserId");
        const found = await query(subject, player);
        expectAll(found, subject.lab, player);
        return found.map(nameOf).join(", ");
      },
    },
    {
      name: "a game's scores are found by the index, in their order",
      hint: HINT,
      async run(subject) {
        const game = mostCommon(subject.lab, "GameTitle");
        const found = await query(subject, game, INDEX);
        expectAll(found, subject.lab, game);
        const scores = found.map(({ TopScore }) => Number(TopScore?.N));
        const ordered = scores.toSorted((a, b) => a - b);
        expect(isDeepStrictEqual(scores, ordered), `the scores come as ${scores.join(", ")}`);
        return found.map((item) => `${nameOf(item)} ${item.TopScore?.N ?? ""}`).join(", ");
      },
    },
    {
      name: 'the text "1" and the number 1 are different values',
      hint: `an item has the other kind of Badge: ${HINT}`,
      async run(subject) {
        const counts = [];
        for (const Badge of [{ S: "1" }, { N: "1" }]) {
          const found = await scan(subject, { Badge });
          expectAll(found, subject.lab, { Badge });
          const others = found.filter((item) => !isDeepStrictEqual(item.Badge, Badge));
          expect(others.length === 0, `Badge ${JSON.stringify(Badge)} finds the other kind, too`);
          counts.push(`${found.length} with ${JSON.stringify(Badge)}`);
        }
        return counts.join(", ");
      },
    },
  ],
  fault: {
    does: "an item of a player is deleted",
    foundBy: ALL_THERE,
    async make({ lab, aws }) {
      const [seed] = seedsOf(lab);
      if (!seed) throw new Failure("the lab has written no item");
      const dynamoDb = await aws.client(dynamoDbClient);
      await dynamoDb.deleteItem({ TableName: lab.text("tableName"), Key: keyOf(seed) });
    },
  },
};

const keyText = (
  schema: readonly { readonly AttributeName?: string; readonly KeyType?: string }[] = [],
): string =>
  schema.map(({ AttributeName = "", KeyType = "" }) => `${AttributeName} ${KeyType}`).join(", ");

/** The items that the lab writes, as the stack's record has them. */
const seedsOf = (lab: Subject["lab"]): Item[] =>
  lab
    .all("aws:dynamodb/tableItem:TableItem")
    .map((item) => JSON.parse(recorded(item, "item")) as Item);

function keyOf({ UserId, GameTitle }: Item): Record<string, AttributeValue> {
  if (UserId && GameTitle) return { UserId, GameTitle };
  throw new Failure("an item of the lab has no key");
}

const nameOf = ({ UserId, GameTitle }: Item): string => `${UserId?.S ?? ""}/${GameTitle?.S ?? ""}`;

/** An attribute with the value that most of the lab's items have. */
function mostCommon(lab: Subject["lab"], name: string): Wanted {
  const values = seedsOf(lab).flatMap((seed) => seed[name] ?? []);
  const same = (value: AttributeValue) =>
    values.filter((other) => isDeepStrictEqual(other, value)).length;
  const [value] = values.toSorted((a, b) => same(b) - same(a));
  if (value) return { [name]: value };
  throw new Failure(`no item of the lab has a ${name}`);
}

/** @throws Failure when one of the lab's items with an attribute was not found */
function expectAll(found: readonly Item[], lab: Subject["lab"], wanted: Wanted): void {
  const names = found.map(nameOf);
  const missing = seedsOf(lab)
    .filter((seed) =>
      Object.entries(wanted).every(([name, value]) => isDeepStrictEqual(seed[name], value)),
    )
    .map(nameOf)
    .filter((name) => !names.includes(name));
  expect(missing.length === 0, `not found: ${missing.join(", ")}`);
}

/** An attribute as a condition of DynamoDB. */
const condition = (wanted: Wanted) => ({
  ExpressionAttributeNames: { "#name": Object.keys(wanted)[0] ?? "" },
  ExpressionAttributeValues: { ":value": Object.values(wanted)[0] ?? { NULL: true } },
});

async function query(subject: Subject, wanted: Wanted, IndexName?: string): Promise<Item[]> {
  const dynamoDb = await subject.aws.client(dynamoDbClient);
  const { Items = [] } = await dynamoDb.query({
    TableName: subject.lab.text("tableName"),
    IndexName,
    KeyConditionExpression: "#name = :value",
    ...condition(wanted),
  });
  return Items;
}

async function scan(subject: Subject, wanted: Wanted): Promise<Item[]> {
  const dynamoDb = await subject.aws.client(dynamoDbClient);
  const { Items = [] } = await dynamoDb.scan({
    TableName: subject.lab.text("tableName"),
    FilterExpression: "#name = :value",
    ...condition(wanted),
  });
  return Items;
}
