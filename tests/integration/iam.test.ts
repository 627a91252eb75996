import assert from "node:assert/strict";
import { AwsCalls, type Input, type Key } from "../support/engine/aws-calls.ts";
import { withEnforcement } from "../support/engine/enforcement.ts";
import { type Settings, TestStack } from "../support/engine/stack.ts";

const USER = "arn:aws:iam::123456789012:user/minji";
const OTHER = "arn:aws:iam::123456789012:user/jun";

const labs = (permissions: string[]): Settings => ({
  "class:labs": { "iam-users": { users: ["minji", "jun"], permissions }, "iam-role": true },
});
const READER = labs(["AmazonEC2ReadOnlyAccess"]);
const LAUNCHER = labs(["AmazonEC2ReadOnlyAccess", "AmazonEC2FullAccess"]);

describe("the rights that the IAM labs give, on the emulated AWS,", function () {
  this.timeout("10m");
  let stack: TestStack;
  let calls: AwsCalls;
  let role: { readonly arn: string; readonly bucket: string };

  before(async () => {
    stack = await TestStack.start();
    calls = await AwsCalls.start(stack.emulator.endpoint);
    await stack.up(READER);
    const { roleArn, bucketName } = (await stack.outputs())["iam-role"] ?? {};
    role = { arn: String(roleArn), bucket: String(bucketName) };
  });
  after(async () => {
    await calls.stop();
    await stack.stop();
  });

  /** What AWS decides, by action. */
  async function decisions(arn: string, actions: string[], more: Input = {}): Promise<unknown> {
    const found = await calls.call(
      "iam.simulate_principal_policy",
      { PolicySourceArn: arn, ActionNames: actions, ...more },
      "EvaluationResults[].[EvalActionName, EvalDecision]",
    );
    return Object.fromEntries(found as [string, string][]);
  }

  const enforced = (steps: () => Promise<void>) => withEnforcement(stack.emulator.endpoint, steps);

  describe("to a student without MFA", () => {
    it("are those to change the password and to set MFA up", async () => {
      const own = ["iam:ChangePassword", "iam:GetUser", "iam:EnableMFADevice"];
      for (const ContextEntries of [[], MFA("false")])
        assert.deepEqual(
          await decisions(USER, own, { ResourceArns: [USER], ContextEntries }),
          Object.fromEntries(own.map((action) => [action, "allowed"])),
        );
      const device = { ResourceArns: ["arn:aws:iam::123456789012:mfa/minji"] };
      assert.deepEqual(await decisions(USER, ["iam:CreateVirtualMFADevice"], device), {
        "iam:CreateVirtualMFADevice": "allowed",
      });
    });

    it("are no others, whatever the group allows", async () => {
      const actions = ["ec2:DescribeInstances", "ec2:RunInstances", "s3:ListAllMyBuckets"];
      const own = ["iam:CreateAccessKey", "iam:DeactivateMFADevice"];
      const denied = (names: string[]) =>
        Object.fromEntries(names.map((action) => [action, "explicitDeny"]));
      assert.deepEqual(await decisions(USER, actions), denied(actions));
      assert.deepEqual(await decisions(USER, own, { ResourceArns: [USER] }), denied(own));
    });

    it("hold for a real request with an access key, too", async () => {
      const key = (await calls.call(
        "iam.create_access_key",
        { UserName: "minji" },
        "AccessKey.[AccessKeyId, SecretAccessKey]",
      )) as Key;
      await enforced(async () => {
        const devices = calls.call("iam.list_virtual_mfa_devices", {}, "@", SEOUL, key);
        assert.ok(await devices);
        const servers = calls.call("ec2.describe_instances", {}, "@", SEOUL, key);
        await assert.rejects(servers, /UnauthorizedOperation|AccessDenied/);
      });
    });
  });

  describe("to a student with MFA", () => {
    const launch = () =>
      decisions(USER, ["ec2:DescribeInstances", "ec2:RunInstances"], {
        ContextEntries: MFA("true"),
      });

    it("are what the group allows: to see servers, not to launch one", async () => {
      assert.deepEqual(await launch(), {
        "ec2:DescribeInstances": "allowed",
        "ec2:RunInstances": "implicitDeny",
      });
    });

    it("end at the own user", async () => {
      const other = { ResourceArns: [OTHER], ContextEntries: MFA("true") };
      assert.deepEqual(await decisions(USER, ["iam:CreateAccessKey"], other), {
        "iam:CreateAccessKey": "implicitDeny",
      });
    });

    it("grow and shrink by one setting, which changes one resource", async () => {
      const attachment =
        "aws:iam/groupPolicyAttachment:GroupPolicyAttachment iam-users-AmazonEC2FullAccess";
      assert.deepEqual(await stack.up(LAUNCHER), { create: [attachment] });
      assert.deepEqual(await launch(), {
        "ec2:DescribeInstances": "allowed",
        "ec2:RunInstances": "allowed",
      });
      assert.deepEqual(await stack.up(READER), { delete: [attachment] });
    });

    it("begin with a password that the student changes, and keeps", async () => {
      const reset = () =>
        calls.call(
          "iam.get_login_profile",
          { UserName: "minji" },
          "LoginProfile.PasswordResetRequired",
        );
      assert.equal(await reset(), true);
      const changed = {
        UserName: "minji",
        Password: "Own-password-1",
        PasswordResetRequired: false,
      };
      await calls.call("iam.update_login_profile", changed);
      await stack.refresh(READER);
      assert.deepEqual(await stack.up(READER), {});
      assert.equal(await reset(), false);
    });
  });

  describe("to a server's role", () => {
    it("are to list its bucket, no other, and no table", async () => {
      const on = (bucket: string) =>
        decisions(role.arn, ["s3:ListBucket"], { ResourceArns: [`arn:aws:s3:::${bucket}`] });
      assert.deepEqual(await on(role.bucket), { "s3:ListBucket": "allowed" });
      assert.deepEqual(await on("another"), { "s3:ListBucket": "implicitDeny" });
      assert.deepEqual(await decisions(role.arn, ["dynamodb:Scan"]), {
        "dynamodb:Scan": "implicitDeny",
      });
    });

    it("hold for the two commands of the lab", async () => {
      const key = (await calls.call(
        "sts.assume_role",
        { RoleArn: role.arn, RoleSessionName: "server" },
        "Credentials.[AccessKeyId, SecretAccessKey, SessionToken]",
      )) as Key;
      await enforced(async () => {
        const list = ["s3.list_objects_v2", { Bucket: role.bucket }, "Contents[].Key"] as const;
        assert.deepEqual(await calls.call(...list, SEOUL, key), ["timetable.csv"]);
        const scan = ["dynamodb.scan", { TableName: "UserLeaderboard" }, "@"] as const;
        await assert.rejects(calls.call(...scan, SEOUL, key), /AccessDenied/);
      });
    });
  });

  describe("when the labs are switched off", () => {
    it("are gone, with the keys that students made", async () => {
      await stack.destroy();
      assert.deepEqual(await stack.inventory(), []);
    });
  });
});

const SEOUL = "ap-northeast-2";

/** That the simulated request came with MFA, or without. */
const MFA = (present: "true" | "false") => [
  {
    ContextKeyName: "aws:MultiFactorAuthPresent",
    ContextKeyType: "boolean",
    ContextKeyValues: [present],
  },
];
