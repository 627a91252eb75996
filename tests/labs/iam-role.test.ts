import assert from "node:assert/strict";
import { iamRole } from "../../labs/iam-role/lab.ts";
import { inventory, recordLab } from "../support/labs.ts";
import { inputsOf, only } from "../support/mocks.ts";

const made = async (settings = {}) => (await recordLab(iamRole, settings)).resources;

describe("lab iam-role", () => {
  it("is a server with a role of its own, and a private bucket with a file", async () => {
    const counts = inventory(await made());
    const types = [
      "ec2/instance:Instance",
      "iam/role:Role",
      "iam/instanceProfile:InstanceProfile",
      "iam/accessKey:AccessKey",
      "s3/bucketObjectv2:BucketObjectv2",
    ];
    assert.deepEqual(
      types.map((type) => counts[`aws:${type}`] ?? 0),
      [1, 1, 1, 0, 1],
    );
    const { inputs } = only(await made(), "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock");
    assert.equal(inputs.blockPublicPolicy, true);
  });

  it("lets the role list and read that bucket, and nothing else but Session Manager", async () => {
    const resources = await made();
    const policies = inputsOf(resources, "aws:iam/rolePolicy:RolePolicy", "policy");
    const { Statement } = JSON.parse(String(policies["iam-role-read-bucket"])) as {
      Statement: { Effect: string; Action: string; Resource: string }[];
    };
    const bucket = "arn:aws:mock:ap-northeast-2:123456789012:Bucket/iam-role";
    assert.deepEqual(
      Statement.map(({ Effect, Action, Resource }) => [Effect, Action, Resource]),
      [
        ["Allow", "s3:ListBucket", bucket],
        ["Allow", "s3:GetObject", `${bucket}/*`],
      ],
    );
    const attached = only(resources, "aws:iam/rolePolicyAttachment:RolePolicyAttachment").inputs;
    assert.match(String(attached.policyArn), /AmazonSSMManagedInstanceCore$/);
  });

  it("starts the server with the role's profile", async () => {
    const { inputs } = only(await made(), "aws:ec2/instance:Instance");
    assert.equal(inputs.iamInstanceProfile, "iam-role");
  });

  it("gives the command that works and the one that is denied", async () => {
    const { outputs } = await recordLab(iamRole);
    assert.equal(outputs.allowed, "aws s3 ls s3://iam-role");
    assert.equal(
      outputs.denied,
      "aws --region ap-northeast-2 dynamodb scan --table-name UserLeaderboard",
    );
    assert.match(String(outputs.roleArn), /Role\/iam-role$/);
    assert.equal(outputs.policyName, "iam-role-read-bucket");
  });

  it("keeps the bucket's content where the class is protected", async () => {
    const bucket = async (protect: boolean) =>
      only((await recordLab(iamRole, {}, { protect })).resources, "aws:s3/bucket:Bucket").inputs
        .forceDestroy;
    assert.deepEqual([await bucket(true), await bucket(false)], [false, true]);
  });
});
