import { GIB } from "../contract/charge.ts";
import { all, each, pages, type Finder, tagsOf } from "../contract/finder.ts";
import { dynamoDbClient } from "./client.ts";
import { TABLE } from "./types.ts";

export const tables: Finder = {
  kind: "table (DynamoDB)",
  types: [TABLE],
  named: true,
  arns: ["dynamodb:table"],
  after: [],
  async find({ client }) {
    const dynamoDb = await client(dynamoDbClient);
    const names = await all(dynamoDb.paginateListTables({}), ({ TableNames }) => TableNames);
    return each(
      names,
      (name) => name,
      async (TableName) => {
        const { Table = {} } = await dynamoDb.describeTable({ TableName });
        const { TableArn, TableSizeBytes = 0 } = Table;
        return {
          id: TableName,
          arn: TableArn,
          name: TableName,
          tags: async () =>
            tagsOf(
              await pages(async (NextToken) => {
                const page = { ResourceArn: TableArn, ...(NextToken && { NextToken }) };
                const { Tags, NextToken: next } = await dynamoDb.listTagsOfResource(page);
                return { items: Tags, next };
              }),
            ),
          createdAt: Table.CreationDateTime,
          // Only on-demand tables; provisioned capacity costs more than the stored data.
          ...(Table.BillingModeSummary?.BillingMode === "PAY_PER_REQUEST" && {
            charges: [
              {
                item: "items",
                price: "dynamodb/gb",
                quantity: TableSizeBytes / GIB,
                per: "month" as const,
              },
            ],
          }),
          going: Table.TableStatus === "DELETING",
          remove: () => dynamoDb.deleteTable({ TableName }),
        };
      },
    );
  },
};
