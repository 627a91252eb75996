import assert from "node:assert/strict";
import type { Key } from "../../../support/engine/aws-calls.ts";
import { allow } from "./rows/row.ts";
import { ACCOUNT, document, SEOUL, student } from "./student.ts";

const BOUNDARY = `arn:aws:iam::${ACCOUNT}:policy/boundary`;
const TRUST = document({
  Effect: "Allow",
  Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
  Action: "sts:AssumeRole",
});
const ALL = allow("*");
const deny = (Action: string) => ({ Effect: "Deny", Action, Resource: "*" });

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html */
describe("what limits the rights of a policy, on the emulator,", () => {
  const { aws, may, outcome, key } = student();
  const vpcs = ["ec2.describe_vpcs"] as const;
  const tables = ["dynamodb.list_tables"] as const;

  before(async () => {
    await aws("iam.create_policy", {
      PolicyName: "boundary",
      PolicyDocument: document(allow("ec2:*"), deny("ec2:DeleteVpc")),
    });
  });

  /** Credentials of a role that may do all, under this boundary and session policy. */
  async function session(RoleName: string, more: object = {}, Policy?: string): Promise<Key> {
    const Tags = [{ Key: "student", Value: "s1" }];
    await aws("iam.create_role", { RoleName, AssumeRolePolicyDocument: TRUST, Tags, ...more });
    await aws("iam.put_role_policy", {
      RoleName,
      PolicyName: "all",
      PolicyDocument: document(ALL),
    });
    return (await aws(
      "sts.assume_role",
      { RoleArn: `arn:aws:iam::${ACCOUNT}:role/${RoleName}`, RoleSessionName: "seat", Policy },
      "Credentials.[AccessKeyId, SecretAccessKey, SessionToken]",
    )) as Key;
  }

  it("a user's boundary limits its policies, and gives nothing", async () => {
    await may(ALL);
    const boundary = { UserName: "s1", PermissionsBoundary: BOUNDARY };
    await aws("iam.put_user_permissions_boundary", boundary);
    assert.equal(await outcome(vpcs), "allowed");
    assert.equal(await outcome(tables), "denied");
    const list = aws("dynamodb.list_tables", {}, "@", SEOUL, key());
    await assert.rejects(list, /no permissions boundary allows the dynamodb:ListTables action/);
    assert.equal(await outcome(["ec2.delete_vpc", { VpcId: "vpc-1" }]), "denied");
    await may(allow("dynamodb:*"));
    assert.equal(await outcome(vpcs), "denied");
    await may(ALL);
    await aws("iam.delete_user_permissions_boundary", { UserName: "s1" });
    assert.equal(await outcome(tables), "allowed");
  });

  it("a user may be made with one", async () => {
    const user = { UserName: "bounded", PermissionsBoundary: BOUNDARY };
    const query = "User.PermissionsBoundary.PermissionsBoundaryArn";
    assert.equal(await aws("iam.create_user", user, query), BOUNDARY);
    const none = { UserName: "x", PermissionsBoundary: `arn:aws:iam::${ACCOUNT}:policy/none` };
    await assert.rejects(aws("iam.create_user", none), /NoSuchEntity/);
  });

  it("a role's boundary and a session's policy limit the role's", async () => {
    const bounded = await session("bounded", { PermissionsBoundary: BOUNDARY });
    assert.equal(await outcome(vpcs, bounded), "allowed");
    assert.equal(await outcome(tables, bounded), "denied");
    const limited = await session("limited", {}, document(allow("dynamodb:*")));
    assert.equal(await outcome(vpcs, limited), "denied");
    assert.equal(await outcome(tables, limited), "allowed");
  });

  it("a session has its role's tags and ARN", async () => {
    const seat = await session("tagged");
    const tag = { StringEquals: { "aws:PrincipalTag/student": "s1" } };
    const arn = { ArnEquals: { "aws:PrincipalArn": `arn:aws:iam::${ACCOUNT}:role/tagged` } };
    const PolicyDocument = document(allow("ec2:*", "*", { ...tag, ...arn }));
    await aws("iam.put_role_policy", { RoleName: "tagged", PolicyName: "all", PolicyDocument });
    assert.equal(await outcome(vpcs, seat), "allowed");
    const query = await aws("sts.get_caller_identity", {}, "Arn", SEOUL, seat);
    assert.equal(query, `arn:aws:sts::${ACCOUNT}:assumed-role/tagged/seat`);
  });

  it("a deny wins wherever it stands, in a group too", async () => {
    await may(ALL, deny("dynamodb:*"));
    assert.equal(await outcome(tables), "denied");
    await may(ALL);
    await aws("iam.create_group", { GroupName: "class" });
    await aws("iam.add_user_to_group", { GroupName: "class", UserName: "s1" });
    const policy = { GroupName: "class", PolicyName: "x", PolicyDocument: document(deny("ec2:*")) };
    await aws("iam.put_group_policy", policy);
    assert.equal(await outcome(vpcs), "denied");
    assert.equal(await outcome(tables), "allowed");
  });
});
