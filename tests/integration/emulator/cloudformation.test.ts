import assert from "node:assert/strict";
import { emulatedAws } from "../../support/engine/emulated-aws.ts";

/** What engine/emulator/patches/cloudformation.py adds to moto. */
describe("CloudFormation on the emulator", () => {
  const { aws, awsText, unique, left, forgets } = emulatedAws();

  const IMAGE = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64";
  const template = {
    Parameters: {
      ImageId: { Type: "AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>", Default: IMAGE },
      InstanceType: { Type: "String" },
      SubnetId: { Type: "String" },
      GroupId: { Type: "String" },
      PrefixList: { Type: "String", Default: "" },
    },
    Conditions: { HasList: { "Fn::Not": [{ "Fn::Equals": [{ Ref: "PrefixList" }, ""] }] } },
    Resources: {
      Server: {
        Type: "AWS::EC2::Instance",
        Properties: {
          ImageId: { Ref: "ImageId" },
          InstanceType: { Ref: "InstanceType" },
          NetworkInterfaces: [
            { DeviceIndex: "0", SubnetId: { Ref: "SubnetId" }, GroupSet: [{ Ref: "GroupId" }] },
          ],
          MetadataOptions: { HttpTokens: "required" },
        },
      },
      FromList: {
        Type: "AWS::EC2::SecurityGroupIngress",
        Condition: "HasList",
        Properties: {
          GroupId: { Ref: "GroupId" },
          IpProtocol: "tcp",
          FromPort: 22,
          ToPort: 22,
          SourcePrefixListId: { Ref: "PrefixList" },
        },
      },
    },
  };
  let StackName: string;
  let place: { SubnetId: string; GroupId: string };

  const put = (operation: "create_stack" | "update_stack", InstanceType: string, more = {}) =>
    aws(`cloudformation.${operation}`, {
      StackName,
      TemplateBody: JSON.stringify(template),
      Parameters: Object.entries({ ...place, InstanceType, ...more }).map(
        ([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue }),
      ),
    });
  const server = async (query: string) => {
    const resource = { StackName, LogicalResourceId: "Server" };
    const id = "StackResourceDetail.PhysicalResourceId";
    const instance = await awsText("cloudformation.describe_stack_resource", resource, id);
    const InstanceIds = [instance];
    return aws("ec2.describe_instances", { InstanceIds }, `Reservations[].Instances[].${query}`);
  };

  beforeEach(async () => {
    StackName = unique("stack-of-a-server");
    place = {
      SubnetId: await awsText("ec2.describe_subnets", {}, "Subnets[0].SubnetId"),
      GroupId: await awsText("ec2.describe_security_groups", {}, "SecurityGroups[0].GroupId"),
    };
    await put("create_stack", "t3.micro");
  });

  it("lets a prefix list in where a condition says so, and has no such resource else", async () => {
    const resources = () =>
      aws("cloudformation.list_stack_resources", { StackName }, "*[].LogicalResourceId");
    assert.deepEqual(await resources(), ["Server"]);
    const lists = "ec2.describe_managed_prefix_lists";
    const PrefixList = await awsText(lists, {}, "PrefixLists[0].PrefixListId");
    StackName = unique("stack-of-a-list"); // moto's update does not look at conditions
    await put("create_stack", "t3.micro", { PrefixList });
    assert.deepEqual(await resources(), ["Server", "FromList"]);
    const Filters = [{ Name: "group-id", Values: [place.GroupId] }];
    const query = "SecurityGroupRules[].PrefixListId";
    assert.ok(
      JSON.stringify(await aws("ec2.describe_security_group_rules", { Filters }, query)).includes(
        PrefixList,
      ),
    );
  });

  it("keeps a default where an update keeps the previous value", async () => {
    const previous = Object.keys(place).map((ParameterKey) => ({
      ParameterKey,
      UsePreviousValue: true,
    }));
    await aws("cloudformation.update_stack", {
      StackName,
      UsePreviousTemplate: true,
      Parameters: [
        ...previous,
        { ParameterKey: "PrefixList", UsePreviousValue: true },
        { ParameterKey: "InstanceType", ParameterValue: "t3.small" },
      ],
    });
    assert.deepEqual(await server("InstanceType"), ["t3.small"]);
  });

  it("shows the name of an SSM parameter, and what it stands for", async () => {
    const query = `Stacks[].Parameters[?ParameterKey=='ImageId'].[ParameterValue, starts_with(ResolvedValue, 'ami-')][]`;
    const shown = await aws("cloudformation.describe_stacks", { StackName }, query);
    assert.deepEqual(shown, [[IMAGE, true]]);
  });

  it("launches a server where and how the template says", async () => {
    const query = "[SubnetId, SecurityGroups[0].GroupId, MetadataOptions.HttpTokens]";
    assert.deepEqual(await server(query), [[place.SubnetId, place.GroupId, "required"]]);
  });

  it("changes a server's type, and deletes it with its stack", async () => {
    await put("update_stack", "t3.small");
    assert.deepEqual(await server("InstanceType"), ["t3.small"]);
    await aws("cloudformation.delete_stack", { StackName });
    assert.deepEqual(await left(StackName), []);
    const tag = "tag:aws:cloudformation:stack-name";
    const Filters = [
      { Name: tag, Values: [StackName] },
      { Name: "instance-state-name", Values: ["running"] },
    ];
    assert.deepEqual(await aws("ec2.describe_instances", { Filters }, "Reservations"), []);
  });

  it("forgets all of it in a reset", () => forgets());
});
