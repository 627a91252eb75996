import { regionIn, switched } from "../contract/lock.ts";
import type { Service } from "../contract/service.ts";
import { dynamoDbClient } from "./client.ts";
import { TABLE } from "./types.ts";

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithTables.Basics.html#WorkingWithTables.Basics.DeletionProtection */
export const locks: NonNullable<Service["locks"]> = {
  [TABLE]: [
    switched(
      "deletion protection",
      async (aws, table) => {
        const dynamoDb = await aws.client(dynamoDbClient, regionIn(table));
        const { Table } = await dynamoDb.describeTable({ TableName: table.id });
        return Table?.DeletionProtectionEnabled;
      },
      async (aws, table, DeletionProtectionEnabled) =>
        (await aws.client(dynamoDbClient, regionIn(table))).updateTable({
          TableName: table.id,
          DeletionProtectionEnabled,
        }),
    ),
  ],
};
