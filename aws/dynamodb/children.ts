import { regionIn } from "../contract/lock.ts";
import type { Service } from "../contract/service.ts";
import { dynamoDbClient } from "./client.ts";
import { TABLE } from "./types.ts";

/**
 * Replicas of a table in other regions: they have its data, outlive it, and DynamoDB refuses for a day to delete a table that
 * one was made from.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/V2globaltables_HowItWorks.html
 */
export const children: NonNullable<Service["children"]> = {
  [TABLE]: async (aws, table) => {
    const here = regionIn(table) ?? aws.region;
    const dynamoDb = await aws.client(dynamoDbClient, here);
    const TableName = table.id;
    const { Table: { Replicas = [] } = {} } = await dynamoDb.describeTable({ TableName });
    return Replicas.filter(({ RegionName }) => RegionName !== here).map(
      ({ RegionName, ReplicaStatus }) => ({
        kind: "replica",
        id: RegionName ?? "",
        going: ReplicaStatus === "DELETING",
        remove: () =>
          dynamoDb.updateTable({ TableName, ReplicaUpdates: [{ Delete: { RegionName } }] }),
      }),
    );
  },
};
