import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import type { Item } from "../../components/database/attribute-value.ts";
import { DynamoTable } from "../../components/database/dynamo-table.ts";
import { defineLab } from "../contract/lab.ts";
import { command, value } from "../contract/outputs.ts";
import { matching } from "../contract/text-setting.ts";
import { ownName, tooLongName } from "../kit/own-name.ts";

const items = JSON.parse(
  readFileSync(path.join(import.meta.dirname, "items.json"), "utf8"),
) as Item[];

export const dynamodb = defineLab({
  id: "dynamodb",
  title: { ko: "DynamoDB 생성, 검색", en: "A DynamoDB table" },
  teaches: {
    en:
      "Create a table with a partition key and a sort key, and find items by key, and by another attribute with a global " +
      'secondary index. Show that the string "1" and the number 1 are different values.',
    ko:
      "파티션 키와 정렬 키가 있는 테이블을 만들고, 키로 항목을 찾고 글로벌 보조 인덱스를 사용해 다른 속성으로도 찾습니다. " +
      '문자열 "1"과 숫자 1이 서로 다른 값임을 확인합니다.',
  },
  settings: z.strictObject({
    // The name in the class notes; unique within an account and Region.
    tableName: matching(/^[\w.-]{3,255}$/, {
      reason: "not a valid table name: 3 to 255 letters, digits and _ - .",
      fix: "write a name such as UserLeaderboard",
    })
      .default("UserLeaderboard")
      .meta({
        description: "Name of the table.",
        ko: "테이블 이름.",
      }),
    pointInTimeRecovery: z.boolean().default(true).meta({
      description: "Whether point-in-time recovery is enabled.",
      ko: "시점 복구를 활성화할지 여부.",
    }),
  }),
  outputs: {
    tableName: value("Table name", "테이블 이름"),
    indexNames: value("Index names", "인덱스 이름"),
    query: command("Query by partition key", "파티션 키로 쿼리"),
    queryIndex: command("Query by index", "인덱스로 쿼리"),
  },
  needs: (config, { tableName: name }) =>
    tooLongName(config, { setting: "class:labs.dynamodb.tableName", name, most: 255 }),
  build({ parent, name, config }, settings) {
    const tableName = ownName(config, settings.tableName);
    const table = new DynamoTable(
      name,
      {
        ...settings,
        tableName,
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
