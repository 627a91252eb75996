import type { Service } from "../contract/service.ts";
import { dynamoDbClient } from "./client.ts";
import { TABLE } from "./types.ts";

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithTables.Basics.html#WorkingWithTables.Basics.DeletionProtection */
export const locks: NonNullable<Service["locks"]> = {
  [TABLE]: {
    isOn: ({ deletionProtectionEnabled }) => deletionProtectionEnabled === true,
    unlock: async (aws, { id }) =>
      (await aws.client(dynamoDbClient)).updateTable({
        TableName: id,
        DeletionProtectionEnabled: false,
      }),
  },
};
