import assert from "node:assert/strict";
import type { Input } from "../../support/engine/aws-calls.ts";
import { emulatedAws } from "../../support/engine/emulated-aws.ts";

const SEOUL = "ap-northeast-2";

/** What engine/emulator/patches/iam.py adds to moto. */
describe("IAM on the emulator", () => {
  const { aws, unique, endpoint, forgets } = emulatedAws();

  let user: string;
  let group: string;
  const document = (...Statement: object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
  const NEEDS_MFA = document(
    {
      Effect: "Allow",
      Action: "iam:EnableMFADevice",
      Resource: "arn:aws:iam::*:user/${aws:username}",
    },
    {
      Effect: "Deny",
      NotAction: "iam:EnableMFADevice",
      Resource: "*",
      Condition: { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } },
    },
  );
  const mfa = (value: string) => ({
    ContextKeyName: "aws:MultiFactorAuthPresent",
    ContextKeyValues: [value],
    ContextKeyType: "boolean",
  });
  const DECISIONS = "EvaluationResults[].EvalDecision";

  beforeEach(async () => {
    const UserName = unique("student");
    user = `arn:aws:iam::123456789012:user/${UserName}`;
    group = unique("class");
    await aws("iam.create_group", { GroupName: group });
    const policy = { GroupName: group, PolicyName: "mfa", PolicyDocument: NEEDS_MFA };
    await aws("iam.put_group_policy", policy);
    await aws("iam.create_user", { UserName });
    await aws("iam.add_user_to_group", { GroupName: group, UserName });
    const PolicyArn = "arn:aws:iam::aws:policy/AmazonEC2FullAccess";
    await aws("iam.attach_user_policy", { UserName, PolicyArn });
  });

  const simulate = (parameters: Input, query = DECISIONS) =>
    aws("iam.simulate_principal_policy", { PolicySourceArn: user, ...parameters }, query);

  it("simulates a user: without MFA nothing, with it what the policies allow", async () => {
    const ActionNames = ["ec2:RunInstances", "dynamodb:Scan"];
    const without = await simulate({ ActionNames });
    assert.deepEqual(without, ["explicitDeny", "explicitDeny"]);
    const ContextEntries = [mfa("true")];
    const with_ = await simulate({ ActionNames, ContextEntries });
    assert.deepEqual(with_, ["allowed", "implicitDeny"]);
  });

  it("simulates a user's right to change itself alone", async () => {
    const ResourceArns = [user, "arn:aws:iam::123456789012:user/other"];
    const read = await simulate({ ActionNames: ["iam:EnableMFADevice"], ResourceArns });
    assert.deepEqual(read, ["allowed", "implicitDeny"]);
  });

  it("names the policies that matter and the values that are missing", async () => {
    const query = "EvaluationResults[0].[MatchedStatements[].SourcePolicyId, MissingContextValues]";
    const read = await simulate({ ActionNames: ["s3:GetObject"] }, query);
    const [matched, missing] = read as [string[], string[]];
    assert.deepEqual(matched, [`group_${group}_mfa`]);
    assert.ok(missing.includes("aws:MultiFactorAuthPresent"));
    const nobody = { PolicySourceArn: `${user}s`, ActionNames: ["s3:GetObject"] };
    await assert.rejects(simulate(nobody), /NoSuchEntity/);
  });

  it("keeps whether a password has to be changed", async () => {
    const UserName = user.split("/")[1];
    const profile = { UserName, Password: "First-password-1", PasswordResetRequired: true };
    const query = "LoginProfile.PasswordResetRequired";
    assert.equal(await aws("iam.create_login_profile", profile, query), true);
    await aws("iam.update_login_profile", { ...profile, PasswordResetRequired: false });
    assert.equal(await aws("iam.get_login_profile", { UserName }, query), false);
  });

  it("simulates policies that nobody has", async () => {
    const allow = (Resource: string) => document({ Effect: "Allow", Action: "s3:Get*", Resource });
    const simulateCustom = (parameters: Input) =>
      aws("iam.simulate_custom_policy", parameters, DECISIONS);
    const inputs = {
      PolicyInputList: [allow("arn:aws:s3:::class-*/*")],
      ActionNames: ["s3:GetObject"],
      ResourceArns: ["arn:aws:s3:::other/a", "arn:aws:s3:::class-1/a/b"],
    };
    assert.deepEqual(await simulateCustom(inputs), ["implicitDeny", "allowed"]);
    const PermissionsBoundaryPolicyInputList = [allow("arn:aws:s3:::other/*")];
    const bounded = { ...inputs, PermissionsBoundaryPolicyInputList };
    assert.deepEqual(await simulateCustom(bounded), ["implicitDeny", "implicitDeny"]);
    const broken = simulateCustom({ ...inputs, PolicyInputList: ["{"] });
    await assert.rejects(broken, /InvalidInput/);
  });

  it("understands the operators of conditions", async () => {
    for (const [condition, decision] of CONDITIONS) {
      const policy = { Effect: "Allow", Action: "*", Resource: "*", Condition: condition };
      const read = await aws(
        "iam.simulate_custom_policy",
        {
          PolicyInputList: [document(policy)],
          ActionNames: ["ec2:RunInstances"],
          ContextEntries: CONTEXT,
        },
        `${DECISIONS} | [0]`,
      );
      assert.equal(read, decision, JSON.stringify(condition));
    }
  });

  it("is enforced, with conditions, where moto is told to", async () => {
    const UserName = user.split("/")[1];
    const key = (await aws(
      "iam.create_access_key",
      { UserName },
      "AccessKey.[AccessKeyId, SecretAccessKey]",
    )) as [string, string];
    const from = async (unenforced: number | "inf") => {
      const url = `${endpoint()}/moto-api/reset-auth`;
      assert.ok((await fetch(url, { method: "POST", body: String(unenforced) })).ok);
    };
    const describeVpcs = () => aws("ec2.describe_vpcs", {}, "length(Vpcs)", SEOUL, key);
    try {
      await from(0);
      await assert.rejects(describeVpcs(), /AccessDenied/);
      await from("inf");
      const policy = { GroupName: group, PolicyName: "mfa" };
      await aws("iam.delete_group_policy", policy);
      await from(0);
      assert.equal(typeof (await describeVpcs()), "number");
    } finally {
      await from("inf");
    }
  });

  it("forgets all of it in a reset", () => forgets());
});

/** What the simulated request carries. */
const CONTEXT = [
  { ContextKeyName: "aws:SourceIp", ContextKeyValues: ["203.0.113.7"], ContextKeyType: "ip" },
  { ContextKeyName: "ec2:Region", ContextKeyValues: ["ap-northeast-2"], ContextKeyType: "string" },
  { ContextKeyName: "aws:TagKeys", ContextKeyValues: ["lab", "x"], ContextKeyType: "stringList" },
  { ContextKeyName: "s3:max-keys", ContextKeyValues: ["10"], ContextKeyType: "numeric" },
];

const CONDITIONS = [
  [{ StringLike: { "ec2:Region": "ap-*" } }, "allowed"],
  [{ StringEquals: { "ec2:region": ["us-east-1", "ap-northeast-2"] } }, "allowed"],
  [{ StringNotEquals: { "ec2:Region": ["us-east-1", "ap-northeast-2"] } }, "implicitDeny"],
  [{ StringNotEquals: { "ec2:Owner": "amazon" } }, "allowed"],
  [{ StringEquals: { "ec2:Owner": "amazon" } }, "implicitDeny"],
  [{ StringEqualsIfExists: { "ec2:Owner": "amazon" } }, "allowed"],
  [{ Null: { "ec2:Owner": "true" } }, "allowed"],
  [{ Null: { "ec2:Region": "true" } }, "implicitDeny"],
  [{ IpAddress: { "aws:SourceIp": "203.0.113.0/24" } }, "allowed"],
  [{ NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" } }, "implicitDeny"],
  [{ NumericLessThanEquals: { "s3:max-keys": "10" } }, "allowed"],
  [{ NumericLessThan: { "s3:max-keys": 10 } }, "implicitDeny"],
  [{ DateGreaterThan: { "aws:CurrentTime": "2020-01-01T00:00:00Z" } }, "allowed"],
  [{ "ForAnyValue:StringEquals": { "aws:TagKeys": "lab" } }, "allowed"],
  [{ "ForAllValues:StringEquals": { "aws:TagKeys": "lab" } }, "implicitDeny"],
  [{ "ForAllValues:StringEquals": { "aws:TagKeys": ["lab", "x"] } }, "allowed"],
  [{ "ForAllValues:StringEquals": { "aws:Absent": "lab" } }, "allowed"],
] as const;
