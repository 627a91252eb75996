import assert from "node:assert/strict";
import type { Input, Key } from "../../../support/engine/aws-calls.ts";
import { emulatedAws } from "../../../support/engine/emulated-aws.ts";
import { withEnforcement } from "../../../support/engine/enforcement.ts";

const SEOUL = "ap-northeast-2";

/** What engine/emulator/patches/iam/ adds to moto, but for enforcement. */
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

  const newKey = async (UserName: string | undefined) =>
    (await aws(
      "iam.create_access_key",
      { UserName },
      "AccessKey.[AccessKeyId, SecretAccessKey]",
    )) as Key;
  const enforced = (steps: () => Promise<void>) => withEnforcement(endpoint(), steps);

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

  it("simulates the boundary that a user has, or the one of the request", async () => {
    const UserName = user.split("/")[1];
    const PermissionsBoundary = "arn:aws:iam::aws:policy/AmazonEC2ReadOnlyAccess";
    await aws("iam.put_user_permissions_boundary", { UserName, PermissionsBoundary });
    const query = "User.PermissionsBoundary.PermissionsBoundaryArn";
    assert.equal(await aws("iam.get_user", { UserName }, query), PermissionsBoundary);
    const ActionNames = ["ec2:DescribeVpcs", "ec2:RunInstances"];
    const ContextEntries = [mfa("true")];
    const bounded = await simulate({ ActionNames, ContextEntries });
    assert.deepEqual(bounded, ["allowed", "implicitDeny"]);
    const all = document({ Effect: "Allow", Action: "ec2:RunInstances", Resource: "*" });
    const other = { ActionNames, ContextEntries, PermissionsBoundaryPolicyInputList: [all] };
    assert.deepEqual(await simulate(other), ["implicitDeny", "allowed"]);
    await aws("iam.delete_user_permissions_boundary", { UserName });
    assert.deepEqual(await simulate({ ActionNames, ContextEntries }), ["allowed", "allowed"]);
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

  it("is enforced, with conditions, where moto is told to", async () => {
    const UserName = user.split("/")[1];
    const key = await newKey(UserName);
    const describeVpcs = () => aws("ec2.describe_vpcs", {}, "length(Vpcs)", SEOUL, key);
    await enforced(() => assert.rejects(describeVpcs(), /UnauthorizedOperation/));
    const policy = { GroupName: group, PolicyName: "mfa" };
    await aws("iam.delete_group_policy", policy);
    await enforced(async () => {
      assert.equal(typeof (await describeVpcs()), "number");
    });
  });

  it("forgets all of it in a reset", () => forgets());
});
