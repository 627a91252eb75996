import assert from "node:assert/strict";
import { emulatedAws } from "../../../support/engine/emulated-aws.ts";

const TABLE = {
  TableName: "scores",
  KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
  AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
  BillingMode: "PAY_PER_REQUEST",
};

/** A request that boto3, which knows what is required, would not send. */
async function signedCall(endpoint: string, service: string, body: string): Promise<string> {
  const response = await fetch(endpoint, {
    method: "POST",
    body,
    headers: {
      "Content-Type": "application/x-www-form-urlencoded",
      Authorization: `AWS4-HMAC-SHA256 Credential=test/20261201/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`,
    },
  });
  return `${response.status} ${await response.text()}`;
}

describe("the emulator, where it keeps AWS's service models,", () => {
  const { aws, endpoint } = emulatedAws();

  const violate = (
    what: string,
    call: `${string}.${string}`,
    parameters: Readonly<Record<string, unknown>>,
    answer: RegExp,
  ) =>
    it(`refuses what violates ${what}, as AWS does`, async () => {
      await assert.rejects(aws(call, parameters), answer);
    });

  violate(
    "an enumeration",
    "dynamodb.create_table",
    { ...TABLE, BillingMode: "CHEAP" },
    /ValidationException.* 1 validation error detected: Value 'CHEAP' at 'billingMode' failed to satisfy constraint: Member must satisfy enum value set: \[PROVISIONED, PAY_PER_REQUEST\]/,
  );
  violate(
    "a pattern",
    "iam.create_user",
    { UserName: "kim minji" },
    /ValidationError.*Value 'kim minji' at 'userName' .*regular expression pattern: \[\\w\+=,\.@-\]\+/,
  );
  violate(
    "a length",
    "iam.create_user",
    { UserName: "a".repeat(65) },
    /at 'userName' failed to satisfy constraint: Member must have length less than or equal to 64/,
  );
  violate(
    "a range",
    "logs.describe_log_groups",
    { limit: 99 },
    /Value '99' at 'limit' .*Member must have value less than or equal to 50/,
  );
  violate(
    "an enumeration in a list",
    "ec2.create_volume",
    {
      ...{ AvailabilityZone: "ap-northeast-2a", Size: 1 },
      TagSpecifications: [{ ResourceType: "disk", Tags: [] }],
    },
    /InvalidParameterValue.*Value 'disk' at 'tagSpecifications\.1\.member\.resourceType'/,
  );
  violate(
    "an enumeration in XML",
    "s3.put_bucket_versioning",
    { Bucket: "b", VersioningConfiguration: { Status: "On" } },
    /InvalidRequest.*Value 'On' at 'versioningConfiguration\.status'/,
  );

  it("refuses what is without something required", async () => {
    const answer = await signedCall(endpoint(), "iam", "Action=CreateUser&Version=2010-05-08");
    assert.match(answer, /^400 /);
    assert.match(answer, /Value null at 'userName' .*Member must not be null/);
  });

  it("changes nothing by what it refuses", async () => {
    assert.deepEqual(await aws("dynamodb.list_tables", {}, "TableNames"), []);
    assert.deepEqual(await aws("iam.list_users", {}, "Users"), []);
  });

  it("lets through what keeps them, Korean in tags too", async () => {
    const tags = [{ Key: "수업", Value: "1주차" }];
    await aws("dynamodb.create_table", { ...TABLE, Tags: tags });
    await aws("iam.create_user", { UserName: "minji@example.com", Tags: tags });
    await aws("s3.create_bucket", {
      Bucket: "notices",
      CreateBucketConfiguration: { LocationConstraint: "ap-northeast-2" },
    });
    await aws("s3.put_object", { Bucket: "notices", Key: "공지.txt", Body: "안녕" });
  });
});

describe("the emulator, where it is not told to keep AWS's service models,", () => {
  const { aws } = emulatedAws(false);

  it("lets them be violated, as moto does", async () => {
    await aws("iam.create_user", { UserName: "kim minji" });
  });
});
