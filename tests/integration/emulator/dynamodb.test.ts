import assert from "node:assert/strict";
import { emulatedAws } from "../../support/engine/emulated-aws.ts";

/** What engine/emulator/patches/dynamodb.py adds to moto. */
describe("DynamoDB on the emulator", () => {
  const { aws, awsText } = emulatedAws();

  it("has each tag of a table once, with its last value", async () => {
    const ResourceArn = await awsText(
      "dynamodb.create_table",
      {
        TableName: "Scores",
        KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
        AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
        BillingMode: "PAY_PER_REQUEST",
        Tags: [{ Key: "expires", Value: "1" }],
      },
      "TableDescription.TableArn",
    );
    for (const Value of ["2", "3"])
      await aws("dynamodb.tag_resource", { ResourceArn, Tags: [{ Key: "expires", Value }] });
    const tags = await aws("dynamodb.list_tags_of_resource", { ResourceArn }, "Tags");
    assert.deepEqual(tags, [{ Key: "expires", Value: "3" }]);
  });
});
