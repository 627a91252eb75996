import type { DynamoDB } from "@aws-sdk/client-dynamodb";
import type { ServiceClient } from "../clients.ts";
import { sdk } from "../sdk.ts";

export const dynamoDbClient: ServiceClient<DynamoDB> = {
  name: "dynamodb",
  load: (options) => {
    const { DynamoDB } = sdk(
      "@aws-sdk/client-dynamodb",
    ) as typeof import("@aws-sdk/client-dynamodb");
    return new DynamoDB(options);
  },
};
