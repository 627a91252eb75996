import type { DynamoDB } from "@aws-sdk/client-dynamodb";
import type { ServiceClient } from "../clients.ts";

export const dynamoDbClient: ServiceClient<DynamoDB> = {
  name: "dynamodb",
  load: async (options) => new (await import("@aws-sdk/client-dynamodb")).DynamoDB(options),
};
