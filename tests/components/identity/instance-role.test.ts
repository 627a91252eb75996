import assert from "node:assert/strict";
import { InstanceRole, type InstanceRoleArgs } from "../../../components/identity/instance-role.ts";
import { inputsOf, ofType, only, record, run } from "../../support/mocks.ts";

const ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const POLICY = "aws:iam/rolePolicy:RolePolicy";

const role = (args?: InstanceRoleArgs) => record(() => new InstanceRole("web", args));

describe("InstanceRole", () => {
  it("is a role for EC2 and no one else", async () => {
    const { inputs } = only(await role(), "aws:iam/role:Role");
    const { Statement } = JSON.parse(inputs.assumeRolePolicy as string) as { Statement: unknown };
    assert.deepEqual(Statement, [
      { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "ec2.amazonaws.com" } },
    ]);
  });

  it("is deleted with what somebody has attached to it by hand", async () => {
    assert.equal(only(await role(), "aws:iam/role:Role").inputs.forceDetachPolicies, true);
  });

  it("allows Session Manager without the account's parameters, and nothing else unless told", async () => {
    const resources = await role();
    assert.equal(
      only(resources, ATTACHMENT).inputs.policyArn,
      "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore",
    );
    const { name, inputs } = only(resources, POLICY);
    assert.equal(name, "web-no-parameters");
    const { Statement } = JSON.parse(inputs.policy as string) as { Statement: unknown };
    assert.deepEqual(Statement, [
      { Sid: "NoParameters", Effect: "Deny", Action: "ssm:GetParameter*", Resource: "*" },
    ]);
  });

  it("attaches managed policies by the names given", async () => {
    const resources = await role({
      policyArns: { s3: "arn:aws:iam::aws:policy/AmazonS3FullAccess" },
    });
    assert.deepEqual(
      ofType(resources, ATTACHMENT).map(({ name }) => name),
      ["web-ssm", "web-s3"],
    );
  });

  it("has policies of its own by the names given", async () => {
    const policies = await role({ inlinePolicies: { bundle: "{}" } });
    assert.equal(inputsOf(policies, POLICY, "policy")["web-bundle"], "{}");
    assert.equal(inputsOf(policies, POLICY, "role")["web-bundle"], "web");
  });

  it("gives an instance the profile of the role", async () => {
    const { resources, result } = await run(() => {
      const { roleName, profileName } = new InstanceRole("web");
      return { roleName, profileName };
    });
    assert.deepEqual(result, { roleName: "web", profileName: "web" });
    assert.equal(only(resources, "aws:iam/instanceProfile:InstanceProfile").inputs.role, "web");
  });
});
