import assert from "node:assert/strict";
import type { Parameter } from "@aws-sdk/client-cloudformation";
import { STACK } from "../../../aws/cloudformation/types.ts";
import { ROLE } from "../../../aws/iam/types.ts";
import { joined, services } from "../../../aws/services.ts";
import { withInner } from "../../../classroom/search/inner-resources.ts";
import { fakeAws } from "../../support/fakes/fake-aws.ts";
import { resourceOf } from "../../support/subjects.ts";

const stack = {
  ...resourceOf("lab", STACK, "it"),
  id: "arn:aws:cloudformation:ap-northeast-2:111122223333:stack/it/1",
};

/**
 * What is on the role of a template with this policy, to which AWS says that one is attached.
 *
 * @param parameters the template's
 * @param Parameters what AWS says of them
 */
async function onRole(
  policy: string,
  parameters = "{}",
  Parameters: readonly Parameter[] = [],
): Promise<string[]> {
  const aws = fakeAws({
    paginateListStackResources: () => ({
      StackResourceSummaries: [
        ["Role", "AWS::IAM::Role", "role-1"],
        ["Read", "AWS::IAM::ManagedPolicy", "arn:read"],
      ].map(([LogicalResourceId, ResourceType, PhysicalResourceId]) => ({
        ...{ LogicalResourceId, ResourceType, PhysicalResourceId },
      })),
    }),
    describeStacks: () => ({ Stacks: [{ Parameters }] }),
    getTemplate: () => ({
      TemplateBody: `Parameters: ${parameters}
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      ManagedPolicyArns: ${policy}`,
    }),
    paginateListAttachedRolePolicies: () => ({
      AttachedPolicies: [{ PolicyArn: "arn:aws:iam::111122223333:policy/read" }],
    }),
  });
  const all = await withInner(aws, [stack], (_, error) => assert.fail(String(error)));
  const role = all.find(({ type }) => type === ROLE);
  const { [ROLE]: children } = joined(await services(), "children");
  const found = (role && (await children?.(aws, role, all))) ?? [];
  return found.map((each) => ("hidden" in each ? `unknown: ${String(each.hidden)}` : each.id));
}

describe("a policy that a template attaches", () => {
  it("is the template's by the account, partition and region of its stack", async () => {
    const arn = "arn:${AWS::Partition}:iam::${AWS::AccountId}:policy/read";
    assert.deepEqual(await onRole(`[!Sub "${arn}"]`), []);
    assert.deepEqual(await onRole(`[{"Fn::Sub": "${arn}"}]`), []);
  });

  const READ = "arn:aws:iam::111122223333:policy/read";

  it("is the template's by a parameter: its default, or what AWS has", async () => {
    const types = (Default: string, Type = "String") =>
      JSON.stringify({ Policy: { Type, Default } });
    for (const value of ["!Ref Policy", '{"Ref": "Policy"}', '!Sub "${Policy}"'])
      assert.deepEqual(await onRole(`[${value}]`, types(READ)), [], value);
    const now = { ParameterKey: "Policy", ParameterValue: READ };
    assert.deepEqual(await onRole("[!Ref Policy]", types("arn:of-before"), [now]), []);
    for (const both of [`arn:other,${READ}`, `arn:other, ${READ}`])
      assert.deepEqual(await onRole("!Ref Policy", types(both, "CommaDelimitedList")), [], both);
    const ssm = types("/policies/read", "AWS::SSM::Parameter::Value<String>");
    const resolved = { ...now, ParameterValue: "/policies/read", ResolvedValue: READ };
    assert.deepEqual(await onRole("[!Ref Policy]", ssm, [resolved]), []);
    assert.match((await onRole("[!Ref Policy]", ssm)).join(), /^unknown: [^[]*not evaluated$/);
    assert.deepEqual(await onRole("[!Ref Policy]", types("arn:other")), [READ]);
  });

  it("makes what is on the role unknown where its value is not evaluated", async () => {
    for (const value of [
      ...["!If [Yes, arn:a, arn:b]", "!GetAtt Read.PolicyArn", '!Sub "${Other}"'],
      ...['{"Fn::GetAtt": [Read, PolicyArn]}', '{"Fn::If": [Yes, arn:a, arn:b]}'],
    ]) {
      const [only = "", ...others] = await onRole(`[${value}]`);
      assert.match(only, /^unknown: /, value);
      assert.deepEqual(others, []);
    }
  });
});
