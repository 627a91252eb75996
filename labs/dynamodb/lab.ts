import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import type { Item } from "../../components/database/attribute-value.ts";
import { DynamoTable } from "../../components/database/dynamo-table.ts";
import { defineLab } from "../contract/lab.ts";
import { matching } from "../contract/settings.ts";

const items = JSON.parse(
  readFileSync(path.join(import.meta.dirname, "items.json"), "utf8"),
) as Item[];

export const dynamodb = defineLab({
  id: "dynamodb",
  title: { ko: "DynamoDB 생성, 검색", en: "A DynamoDB table" },
  teaches:
    "Make a table with a partition and a sort key, find items by key, and by another attribute with a global secondary " +
    "index. Show that the text 1 and the number 1 are different values.",
  settings: z.strictObject({
    // The name that the class notes type in; one account and region has it once.
    tableName: matching(/^[\w.-]{3,255}$/, {
      reason: "it is no table name of 3 to 255 letters, digits and _ - .",
      fix: "write a name such as UserLeaderboard",
    }).default("UserLeaderboard"),
    pointInTimeRecovery: z.boolean().default(true),
  }),
  build({ parent, name, config }, settings) {
    const { tableName } = settings;
    const table = new DynamoTable(
      name,
      {
        ...settings,
        partitionKey: { name: "UserId", type: "S" },
        sortKey: { name: "GameTitle", type: "S" },
        indexes: {
          GameTitleIndex: {
            partitionKey: { name: "GameTitle", type: "S" },
            sortKey: { name: "TopScore", type: "N" },
          },
        },
        items,
        deletionProtection: config.protect,
      },
      { parent },
    );
    return {
      tableName,
      indexNames: table.indexNames,
      query: query(tableName, "--key-condition-expression 'UserId = :u'", '{":u":{"S":"minji"}}'),
      queryIndex: query(
        tableName,
        "--index-name GameTitleIndex --key-condition-expression 'GameTitle = :g'",
        '{":g":{"S":"Meteor Blasters"}}',
      ),
    };
  },
});

const query = (table: string, by: string, values: string): string =>
  `aws dynamodb query --table-name ${table} ${by} --expression-attribute-values '${values}'`;
