import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { STACK } from "../../../aws/cloudformation/types.ts";
import type { Child, Unlisted } from "../../../aws/contract/child.ts";
import { INSTANCE } from "../../../aws/ec2/types.ts";
import { GROUP, POLICY, ROLE, USER } from "../../../aws/iam/types.ts";
import { joined, services } from "../../../aws/services.ts";
import { SECURITY_GROUP } from "../../../aws/vpc/types.ts";
import { withInner } from "../../../classroom/search/inner-resources.ts";
import { lockedResources } from "../../../classroom/search/locked-resources.ts";
import { awsError } from "../../support/fakes/fake-account.ts";
import { type Answer, fakeAws } from "../../support/fakes/fake-aws.ts";
import { resourceOf } from "../../support/subjects.ts";

const TEMPLATE = readFileSync(
  new URL("../../../labs/cloudformation-ec2/ec2.template", import.meta.url),
  "utf8",
);
const stack = {
  ...resourceOf("cloudformation-ec2", STACK, "ec2", { region: "ap-northeast-2" }),
  id: "arn:aws:cloudformation:ap-northeast-2:111122223333:stack/ec2/1",
};

/** The lab's stack, as AWS lists it. */
const ANSWERS: Readonly<Record<string, Answer>> = {
  paginateListStackResources: () => ({
    StackResourceSummaries: [
      ["Server", "AWS::EC2::Instance", "i-1"],
      ["Access", "AWS::EC2::SecurityGroup", "sg-1"],
      ["Role", "AWS::IAM::Role", "ec2-Role-1"],
      ["Profile", "AWS::IAM::InstanceProfile", "ec2-Profile-1"],
      ["Ssh", "AWS::EC2::SecurityGroupIngress", "sgr-1"],
    ].map(([LogicalResourceId, ResourceType, PhysicalResourceId]) => ({
      ...{ LogicalResourceId, ResourceType, PhysicalResourceId },
    })),
  }),
  getTemplate: () => ({ TemplateBody: TEMPLATE }),
};

const shownPart = (part: Child | Unlisted): string =>
  "hidden" in part ? `unknown ${part.kind}` : `${part.kind} ${part.id}`;

const blind: string[] = [];
const inside = (answers = ANSWERS) =>
  withInner(fakeAws(answers), [stack], ({ name }, error) => {
    blind.push(`${name}: ${String(error)}`);
  });

describe("what a template of the class has created", () => {
  it("is found by what Pulumi calls it, and destroyed with its stack", async () => {
    const found = await inside();
    const shown = [INSTANCE, SECURITY_GROUP, ROLE].map((type) => {
      const its = found.find((each) => each.type === type);
      return [its?.name, its?.id, its?.urn === stack.urn, its?.outputs.region];
    });
    assert.deepEqual(shown, [
      ["ec2/Server", "i-1", true, "ap-northeast-2"],
      ["ec2/Access", "sg-1", true, "ap-northeast-2"],
      ["ec2/Role", "ec2-Role-1", true, undefined],
    ]);
  });

  it("may be locked, which is found, lifted and restored", async () => {
    const calls: unknown[] = [];
    const aws = fakeAws({
      ...ANSWERS,
      describeInstanceAttribute: ({ Attribute }) =>
        Attribute === "disableApiTermination" ? { DisableApiTermination: { Value: true } } : {},
      modifyInstanceAttribute: (input, region) => void calls.push([input, region]),
    });
    const [locked, ...others] = await lockedResources(aws, [stack], (line) => assert.fail(line));
    assert.deepEqual(
      [locked?.resource.name, locked?.lock],
      ["ec2/Server", "termination protection"],
    );
    assert.deepEqual(others, []);
    await locked?.lift();
    assert.deepEqual(calls, [
      [{ InstanceId: "i-1", DisableApiTermination: { Value: false } }, "ap-northeast-2"],
    ]);
  });

  it("has parts made by hand, which are not those of the template", async () => {
    const aws = fakeAws({
      ...ANSWERS,
      paginateListAttachedRolePolicies: () => ({
        AttachedPolicies: ["AmazonSSMManagedInstanceCore", "ReadOnlyAccess"].map((name) => ({
          PolicyArn: `arn:aws:iam::aws:policy/${name}`,
        })),
      }),
      paginateListRolePolicies: () => ({ PolicyNames: ["no-parameters", "by-hand"] }),
      paginateListInstanceProfilesForRole: () => ({
        InstanceProfiles: [{ InstanceProfileName: "ec2-Profile-1" }],
      }),
    });
    const children = joined(await services(), "children");
    const all = await inside();
    const role = all.find(({ type }) => type === ROLE);
    assert.ok(role);
    const found = await children[ROLE]?.(aws, role, all);
    assert.deepEqual(found?.map(shownPart), [
      "policy arn:aws:iam::aws:policy/ReadOnlyAccess",
      "inline policy by-hand",
    ]);
  });

  it("has users, groups and policies, whose parts are those that the template connects", async () => {
    const listed = {
      Team: ["AWS::IAM::Group", "team"],
      Minji: ["AWS::IAM::User", "minji"],
      Key: ["AWS::IAM::AccessKey", "AKIA1"],
      Read: ["AWS::IAM::ManagedPolicy", "arn:aws:iam::1:policy/read"],
      Deny: ["AWS::IAM::Policy", "ec2-Deny-1"],
      Join: ["AWS::IAM::UserToGroupAddition", "ec2-Join-1"],
    };
    const template = {
      Resources: {
        Team: { Properties: { Policies: [{ PolicyName: "inline" }] } },
        Minji: {
          Properties: { ManagedPolicyArns: [{ Ref: "Read" }, "arn:aws:iam::aws:policy/A"] },
        },
        Key: { Properties: { UserName: { Ref: "Minji" } } },
        Read: { Properties: { Groups: [{ Ref: "Team" }] } },
        Deny: { Properties: { PolicyName: "deny", Users: ["minji"], Groups: [{ Ref: "Team" }] } },
        Join: { Properties: { GroupName: { Ref: "Team" }, Users: [{ Ref: "Minji" }] } },
      },
    };
    const Resources = Object.fromEntries(
      Object.entries(template.Resources).map(([name, its]) => [
        name,
        { ...its, Type: listed[name as keyof typeof listed][0] },
      ]),
    );
    const all = await inside({
      getTemplate: () => ({ TemplateBody: JSON.stringify({ Resources }) }),
      paginateListStackResources: () => ({
        StackResourceSummaries: Object.entries(listed).map(([name, [type, id]]) => ({
          ...{ LogicalResourceId: name, ResourceType: type, PhysicalResourceId: id },
        })),
      }),
    });
    const policies = (...arns: readonly string[]) => ({
      AttachedPolicies: arns.map((PolicyArn) => ({ PolicyArn })),
    });
    const aws = fakeAws({
      paginateListAttachedUserPolicies: () =>
        policies("arn:aws:iam::1:policy/read", "arn:aws:iam::aws:policy/A", "arn:by-hand"),
      paginateListUserPolicies: () => ({ PolicyNames: ["deny", "by-hand"] }),
      paginateListGroupsForUser: () => ({
        Groups: [{ GroupName: "team" }, { GroupName: "other" }],
      }),
      paginateListAccessKeys: () => ({
        AccessKeyMetadata: [{ AccessKeyId: "AKIA1" }, { AccessKeyId: "AKIA2" }],
      }),
      paginateListAttachedGroupPolicies: () => policies("arn:aws:iam::1:policy/read", "arn:more"),
      paginateListGroupPolicies: () => ({ PolicyNames: ["inline", "deny"] }),
      paginateGetGroup: () => ({ Users: [{ UserName: "minji" }, { UserName: "guest" }] }),
      paginateListEntitiesForPolicy: () => ({
        PolicyGroups: [{ GroupName: "team" }],
        PolicyUsers: [{ UserName: "minji" }, { UserName: "guest" }],
      }),
    });
    const children = joined(await services(), "children");
    const on = async (type: string) => {
      const its = all.find((each) => each.type === type);
      assert.ok(its, type);
      const found = (await children[type]?.(aws, its, all)) ?? [];
      return found.map(shownPart);
    };
    assert.deepEqual(await on(USER), [
      ...["policy arn:by-hand", "inline policy by-hand", "group other", "access key AKIA2"],
    ]);
    assert.deepEqual(await on(GROUP), ["policy arn:more", "member guest"]);
    assert.deepEqual(await on(POLICY), ["attached to user guest"]);
  });

  it("is unknown where AWS does not list it, and nothing where the stack is gone", async () => {
    const refusing = (name: string) => ({
      getTemplate: () => {
        throw awsError(name);
      },
    });
    assert.deepEqual(await inside(refusing("AccessDenied")), [stack]);
    assert.match(blind.join(), /^ec2: AccessDenied/);
    const gone = Object.assign(awsError("ValidationError"), {
      message: "Stack with id ec2 does not exist",
    });
    const before = blind.length;
    await inside({
      getTemplate: () => {
        throw gone;
      },
    });
    assert.equal(blind.length, before);
  });
});
