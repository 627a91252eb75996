import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { attributes, type Item } from "./attribute-value.ts";
import { itemsByKey, keyAttributes, type Key, type KeyAttribute } from "./dynamo-keys.ts";

export interface DynamoTableArgs {
  /** Identifies an item. It cannot be changed: another key needs a new table. */
  readonly partitionKey: KeyAttribute;
  /** Orders the items of one partition. @default none: one item per partition */
  readonly sortKey?: KeyAttribute;
  /** Global secondary indexes, by name. @default {} */
  readonly indexes?: Readonly<Record<string, TableIndex>>;
  /** Exact name, 3 to 255 letters, digits, `_`, `-` and `.`. @default the resource's name and seven random digits */
  readonly tableName?: string;
  /** Per request, or provisioned units for the table and each index. @default "onDemand" */
  readonly billing?: "onDemand" | Capacity;
  /** Allows a restore to any second of the last 35 days, about $0.23 per GB and month. @default true */
  readonly pointInTimeRecovery?: boolean;
  /** The attribute with the time (Unix time in seconds, type N) after which DynamoDB deletes an item. @default none */
  readonly ttlAttribute?: string;
  /** The items to write at first. `pulumi refresh` detects changes made outside of Pulumi. @default [] */
  readonly items?: readonly Item[];
  /** Whether AWS refuses to delete the table. @default false */
  readonly deletionProtection?: boolean;
}

/** A second key to query items by. Items without its attributes are not in the index. */
export interface TableIndex extends Key {
  /** The attributes that a query of the index returns besides the keys: all, none, or these. @default "ALL" */
  readonly projection?: "ALL" | "KEYS_ONLY" | readonly string[];
}

/** 1 read unit is one strongly consistent 4 KB read a second, 1 write unit one 1 KB write a second. */
export interface Capacity {
  readonly readUnits: number;
  readonly writeUnits: number;
}

/**
 * A DynamoDB table with its keys, indexes and first items, encrypted with the account's AWS managed key for DynamoDB.
 *
 * A class's table costs cents a month: about $0.28 per GB stored, $0.14 per million reads and $0.68 per million writes in
 * Seoul; provisioned units are charged by the hour, used or not.
 *
 * @example new DynamoTable("users", { partitionKey: { name: "UserId", type: "S" }, items: [{ UserId: "1", Level: 1 }] });
 */
export class DynamoTable extends pulumi.ComponentResource {
  readonly tableName: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;
  readonly indexNames: readonly string[];

  /** @throws when keys contradict each other, a name or capacity is not valid, or an item does not fit its key. */
  constructor(name: string, args: DynamoTableArgs, opts?: pulumi.ComponentResourceOptions) {
    super("class:dynamo-table:DynamoTable", name, {}, opts);
    const { partitionKey, sortKey, indexes = {}, tableName, billing = "onDemand" } = args;
    const { pointInTimeRecovery = true, ttlAttribute, items = [] } = args;
    const { deletionProtection = false } = args;
    const definitions = keyAttributes([{ partitionKey, sortKey }, ...Object.values(indexes)]);
    const seeds = itemsByKey(items, { partitionKey, sortKey }, Object.values(indexes)).entries();
    const texts = [...seeds].map(([key, item]) => [key, JSON.stringify(attributes(item))] as const);
    for (const each of [...(tableName === undefined ? [] : [tableName]), ...Object.keys(indexes)])
      requireName(each);
    const capacity = billing === "onDemand" ? {} : provisioned(billing);
    const child = { parent: this };

    const table = new aws.dynamodb.Table(
      name,
      {
        name: tableName,
        hashKey: partitionKey.name,
        rangeKey: sortKey?.name,
        attributes: definitions,
        globalSecondaryIndexes: Object.entries(indexes).map(([index, key]) => ({
          name: index,
          hashKey: key.partitionKey.name,
          rangeKey: key.sortKey?.name,
          ...projection(key.projection),
          ...capacity,
        })),
        billingMode: billing === "onDemand" ? "PAY_PER_REQUEST" : "PROVISIONED",
        ...capacity,
        pointInTimeRecovery: { enabled: pointInTimeRecovery },
        serverSideEncryption: { enabled: true },
        ttl:
          ttlAttribute === undefined ? undefined : { attributeName: ttlAttribute, enabled: true },
        deletionProtectionEnabled: deletionProtection,
      },
      child,
    );
    for (const [key, item] of texts)
      new aws.dynamodb.TableItem(
        `${name}-${key}`,
        { tableName: table.name, hashKey: partitionKey.name, rangeKey: sortKey?.name, item },
        child,
      );

    this.tableName = table.name;
    this.arn = table.arn;
    this.indexNames = Object.keys(indexes);
    this.registerOutputs({ tableName: this.tableName, arn: this.arn });
  }
}

function projection(attributes: TableIndex["projection"] = "ALL"): {
  projectionType: string;
  nonKeyAttributes?: string[];
} {
  return typeof attributes === "string"
    ? { projectionType: attributes }
    : { projectionType: "INCLUDE", nonKeyAttributes: [...attributes].sort() };
}

function provisioned({ readUnits, writeUnits }: Capacity): {
  readCapacity: number;
  writeCapacity: number;
} {
  if (![readUnits, writeUnits].every((units) => Number.isSafeInteger(units) && units >= 1))
    throw new Error(
      `billing: ${readUnits} read and ${writeUnits} write units; write whole numbers from 1, or "onDemand"`,
    );
  return { readCapacity: readUnits, writeCapacity: writeUnits };
}

function requireName(text: string): void {
  if (!/^[\w.-]{3,255}$/.test(text))
    throw new Error(
      `"${text}" is not a valid table or index name: 3 to 255 letters, digits, _, - and .`,
    );
}
