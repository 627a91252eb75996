import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { Item } from "../../../components/database/attribute-value.ts";
import { DynamoTable, type DynamoTableArgs } from "../../../components/database/dynamo-table.ts";
import { ofType, only, record } from "../../support/mocks.ts";

const ITEM = "aws:dynamodb/tableItem:TableItem";
const id = { name: "UserId", type: "S" } as const;
const game = { name: "GameTitle", type: "S" } as const;
const score = { name: "TopScore", type: "N" } as const;

const make = (args: Partial<DynamoTableArgs> = {}) =>
  record(() => new DynamoTable("users", { partitionKey: id, ...args }));

const table = async (args: Partial<DynamoTableArgs> = {}) =>
  only(await make(args), "aws:dynamodb/table:Table").inputs;

const itemNames = async (items: Item[]) =>
  ofType(await make({ sortKey: game, items }), ITEM)
    .map(({ name }) => name)
    .sort();

describe("DynamoTable", () => {
  it("has a partition key, and a sort key where given", async () => {
    const { hashKey, rangeKey } = await table();
    assert.deepEqual([hashKey, rangeKey], ["UserId", undefined]);
    assert.equal((await table({ sortKey: game })).rangeKey, "GameTitle");
  });

  it("defines each key attribute once, and no other", async () => {
    const indexes = { ByGame: { partitionKey: game, sortKey: score } };
    const { attributes } = await table({ sortKey: game, indexes });
    assert.deepEqual(attributes, [game, score, id]);
  });

  it("makes an index of all attributes, of none, or of some", async () => {
    const indexes = {
      All: { partitionKey: game, sortKey: score },
      Keys: { partitionKey: game, projection: "KEYS_ONLY" },
      Some: { partitionKey: game, projection: ["Wins", "Losses"] },
    } as const;
    const { globalSecondaryIndexes } = await table({ indexes });
    assert.deepEqual(globalSecondaryIndexes, [
      { name: "All", hashKey: "GameTitle", rangeKey: "TopScore", projectionType: "ALL" },
      { name: "Keys", hashKey: "GameTitle", projectionType: "KEYS_ONLY" },
      {
        name: "Some",
        hashKey: "GameTitle",
        projectionType: "INCLUDE",
        nonKeyAttributes: ["Losses", "Wins"],
      },
    ]);
  });

  it("is billed per request unless units are given, for the table and each index", async () => {
    assert.equal((await table()).billingMode, "PAY_PER_REQUEST");
    const billing = { readUnits: 5, writeUnits: 1 };
    const inputs = await table({ billing, indexes: { ByGame: { partitionKey: game } } });
    const [index] = inputs.globalSecondaryIndexes as Record<string, unknown>[];
    assert.equal(inputs.billingMode, "PROVISIONED");
    for (const each of [inputs, index])
      assert.deepEqual([each?.readCapacity, each?.writeCapacity], [5, 1]);
  });

  it("is encrypted, and recoverable to any second, unless told otherwise", async () => {
    const inputs = await table();
    assert.deepEqual(inputs.serverSideEncryption, { enabled: true });
    assert.deepEqual(inputs.pointInTimeRecovery, { enabled: true });
    const without = await table({ pointInTimeRecovery: false });
    assert.deepEqual(without.pointInTimeRecovery, { enabled: false });
  });

  it("lets items expire by an attribute when asked", async () => {
    assert.equal((await table()).ttl, undefined);
    const { ttl } = await table({ ttlAttribute: "ExpiresAt" });
    assert.deepEqual(ttl, { attributeName: "ExpiresAt", enabled: true });
  });

  it("is protected when asked", async () => {
    assert.equal((await table()).deletionProtectionEnabled, false);
    assert.equal((await table({ deletionProtection: true })).deletionProtectionEnabled, true);
  });

  it("takes an exact name", async () => {
    assert.equal((await table({ tableName: "UserLeaderboard" })).name, "UserLeaderboard");
  });

  it("puts items with their types", async () => {
    const items = [{ UserId: "1", Level: 1, Badge: "1" }];
    const { inputs } = only(await make({ items }), ITEM);
    assert.equal(inputs.tableName, "users");
    assert.deepEqual(JSON.parse(String(inputs.item)), {
      UserId: { S: "1" },
      Level: { N: "1" },
      Badge: { S: "1" },
    });
  });

  it("names an item by its key alone, so that others and other attributes leave it be", async () => {
    const [a, b] = [
      { UserId: "a", GameTitle: "x", Wins: 1 },
      { UserId: "b", GameTitle: "x" },
    ];
    assert.deepEqual(await itemNames([a, b]), ["users-a/x", "users-b/x"]);
    assert.deepEqual(await itemNames([b, { ...a, Wins: 2 }]), ["users-a/x", "users-b/x"]);
  });

  it("names items apart whose keys look alike together", async () => {
    const items = [
      { UserId: "a/b", GameTitle: "c" },
      { UserId: "a", GameTitle: "b/c" },
    ];
    assert.deepEqual(await itemNames(items), ["users-a%2Fb/c", "users-a/b%2Fc"]);
  });

  it("takes the class's leaderboard", async () => {
    const items = JSON.parse(readFileSync("labs/dynamodb/items.json", "utf8")) as Item[];
    const indexes = { ByGame: { partitionKey: game, sortKey: score } };
    const resources = await make({ sortKey: game, indexes, items });
    assert.equal(ofType(resources, ITEM).length, items.length);
    const badges = items.map(({ Badge }) => Badge);
    assert.ok(badges.includes("1") && badges.includes(1));
  });

  const mistakes: [string, Partial<DynamoTableArgs>, RegExp][] = [
    [
      "an item without a key",
      { sortKey: game, items: [{ UserId: "a" }] },
      /items\[0\] has no "GameTitle"/,
    ],
    [
      "a number where the key is a string",
      { items: [{ UserId: 1 }] },
      /UserId is of type N, the key of type S/,
    ],
    [
      "a string where an index is numeric",
      { indexes: { Top: { partitionKey: score } }, items: [{ UserId: "a", TopScore: "1" }] },
      /TopScore is of type S/,
    ],
    ["an empty key", { items: [{ UserId: "" }] }, /UserId is empty/],
    [
      "two items with one key",
      { items: [{ UserId: "a" }, { UserId: "a", Wins: 1 }] },
      /items\[1\]: another item has the key a/,
    ],
    ["a value that is none", { items: [{ UserId: "a", Wins: NaN }] }, /Wins: NaN/],
    [
      "a key attribute of two types",
      { sortKey: game, indexes: { Odd: { partitionKey: { name: "GameTitle", type: "N" } } } },
      /"GameTitle" is of type S in one key and N in another/,
    ],
    [
      "a key twice in one key",
      { sortKey: id },
      /"UserId" is both the partition key and the sort key/,
    ],
    ["a short name", { tableName: "ab" }, /"ab" is not a valid table or index name/],
    [
      "an index name with spaces",
      { indexes: { "by game": { partitionKey: game } } },
      /"by game" is not a valid table/,
    ],
    [
      "half a unit",
      { billing: { readUnits: 0.5, writeUnits: 1 } },
      /billing: 0.5 read and 1 write units/,
    ],
  ];
  for (const [what, args, message] of mistakes)
    it(`refuses ${what}`, async () => {
      await assert.rejects(make(args), message);
    });
});
