import assert from "node:assert/strict";
import { constants, privateDecrypt } from "node:crypto";
import type { Input } from "../../support/engine/aws-calls.ts";
import { emulatedAws } from "../../support/engine/emulated-aws.ts";
import { ED25519_KEY } from "../../support/keys.ts";

const SEOUL = "ap-northeast-2";
const TOKYO = "ap-northeast-1";

/** What engine/emulator/patches/ec2/ adds to moto. */
describe("EC2 on the emulator", () => {
  const { aws, awsText, unique, forgets } = emulatedAws();

  it("deletes a key pair by its id", async () => {
    const pair = { KeyName: unique("pair") };
    const id = await awsText("ec2.create_key_pair", pair, "KeyPairId");
    await aws("ec2.delete_key_pair", { KeyPairId: id });
    const names = await aws("ec2.describe_key_pairs", {}, "KeyPairs[].KeyName");
    assert.ok(!(names as string[]).includes(pair.KeyName));
  });

  it("keeps a launch template's tags apart from its data", async () => {
    const tags = (value: string) => [{ Key: "lab", Value: value }];
    const id = await awsText(
      "ec2.create_launch_template",
      {
        LaunchTemplateName: unique("web"),
        LaunchTemplateData: { InstanceType: "t3.micro" },
        TagSpecifications: [{ ResourceType: "launch-template", Tags: tags("a") }],
      },
      "LaunchTemplate.LaunchTemplateId",
    );
    const data = "LaunchTemplateVersions[0].LaunchTemplateData.TagSpecifications";
    const version = { LaunchTemplateId: id, Versions: ["1"] };
    assert.deepEqual(await aws("ec2.describe_launch_template_versions", version, data), null);
    await aws("ec2.create_tags", { Resources: [id], Tags: tags("b") });
    const kept = await aws(
      "ec2.describe_launch_templates",
      { LaunchTemplateIds: [id] },
      "LaunchTemplates[0].Tags",
    );
    assert.deepEqual(kept, tags("b"));
  });

  it("has the list of EC2 Instance Connect's addresses in each region", async () => {
    const name = `com.amazonaws.${SEOUL}.ec2-instance-connect`;
    const found = await aws(
      "ec2.describe_managed_prefix_lists",
      { Filters: [{ Name: "prefix-list-name", Values: [name] }] },
      "PrefixLists[].PrefixListName",
    );
    assert.deepEqual(found, [name]);
  });

  it("keeps the description of a rule for a prefix list", async () => {
    const group = { GroupName: unique("ssh"), Description: "SSH" };
    const GroupId = await awsText("ec2.create_security_group", group, "GroupId");
    const list = { PrefixListId: "pl-1", Description: "EC2 Instance Connect" };
    const rule = { IpProtocol: "tcp", FromPort: 22, ToPort: 22, PrefixListIds: [list] };
    await aws("ec2.authorize_security_group_ingress", { GroupId, IpPermissions: [rule] });
    const query = { Filters: [{ Name: "group-id", Values: [GroupId] }] };
    const shown = "SecurityGroupRules[?!IsEgress].[PrefixListId,Description]";
    const found = await aws("ec2.describe_security_group_rules", query, shown);
    assert.deepEqual(found, [[list.PrefixListId, list.Description]]);
  });

  it("shows the fingerprint of an imported ED25519 key as OpenSSH does, padded", async () => {
    const fingerprint = await aws(
      "ec2.import_key_pair",
      { KeyName: unique("key"), PublicKeyMaterial: ED25519_KEY },
      "KeyFingerprint",
    );
    assert.equal(fingerprint, "4tM9OUORFZhKIUrRYvRTNH+yLYsMCljLHgGtR+GYZBI=");
  });

  it("encrypts the password of a Windows server with its key pair, as AWS does", async () => {
    const KeyName = unique("key");
    const privateKey = await awsText("ec2.create_key_pair", { KeyName }, "KeyMaterial");
    const ImageId = await awsText(
      "ec2.describe_images",
      { Filters: [{ Name: "platform", Values: ["windows"] }] },
      "Images[0].ImageId",
    );
    const passwordOf = async (more: Input) => {
      const launch = { ImageId, MinCount: 1, MaxCount: 1, ...more };
      const InstanceId = await awsText("ec2.run_instances", launch, "Instances[0].InstanceId");
      return awsText("ec2.get_password_data", { InstanceId }, "PasswordData");
    };
    const encrypted = Buffer.from(await passwordOf({ KeyName }), "base64");
    const key = { key: privateKey, padding: constants.RSA_PKCS1_PADDING };
    assert.match(privateDecrypt(key, encrypted).toString(), /^\w{32}$/);
    assert.equal(await passwordOf({}), "");
  });

  it("gives either side of a peering connection tags of its own", async () => {
    const vpc = (cidr: string, region: string) =>
      awsText("ec2.create_vpc", { CidrBlock: cidr }, "Vpc.VpcId", region);
    const VpcId = await vpc("10.0.0.0/16", SEOUL);
    const PeerVpcId = await vpc("10.1.0.0/16", TOKYO);
    const id = await awsText(
      "ec2.create_vpc_peering_connection",
      { VpcId, PeerVpcId, PeerRegion: TOKYO },
      "VpcPeeringConnection.VpcPeeringConnectionId",
    );
    const tags = [{ Key: "side", Value: "accepter" }];
    await aws("ec2.create_tags", { Resources: [id], Tags: tags }, "@", TOKYO);
    await aws("ec2.accept_vpc_peering_connection", { VpcPeeringConnectionId: id }, "@", TOKYO);
    const query = "VpcPeeringConnections[0].[Status.Code, Tags]";
    const seen = (region: string) =>
      aws("ec2.describe_vpc_peering_connections", { VpcPeeringConnectionIds: [id] }, query, region);
    assert.deepEqual(await seen(SEOUL), ["active", []]);
    assert.deepEqual(await seen(TOKYO), ["active", tags]);
  });

  it("shows a server in the groups it was put into, by itself or by its interface", async () => {
    const vpc = await awsText("ec2.create_vpc", { CidrBlock: "10.2.0.0/16" }, "Vpc.VpcId");
    const subnet = { VpcId: vpc, CidrBlock: "10.2.0.0/24" };
    const SubnetId = await awsText("ec2.create_subnet", subnet, "Subnet.SubnetId");
    const group = (name: string) =>
      awsText(
        "ec2.create_security_group",
        { GroupName: name, Description: name, VpcId: vpc },
        "GroupId",
      );
    const [first, second] = [await group("first"), await group("second")];
    const launch = { ImageId: "ami-12c6146b", MinCount: 1, MaxCount: 1, SubnetId };
    const query = "Instances[0].[InstanceId, NetworkInterfaces[0].NetworkInterfaceId]";
    const launched = await aws(
      "ec2.run_instances",
      { ...launch, SecurityGroupIds: [first] },
      query,
    );
    const [InstanceId, NetworkInterfaceId] = launched as [string, string];
    const seen = () =>
      aws(
        "ec2.describe_instances",
        { InstanceIds: [InstanceId] },
        "Reservations[].Instances[].[SecurityGroups, NetworkInterfaces[0].Groups][][].GroupId",
      );
    await aws("ec2.modify_instance_attribute", { InstanceId, Groups: [second] });
    assert.deepEqual(await seen(), [second, second]);
    await aws("ec2.modify_network_interface_attribute", { NetworkInterfaceId, Groups: [first] });
    assert.deepEqual(await seen(), [first, first]);
  });

  it("deletes a NAT gateway's network interface with the gateway, and frees its Elastic IP", async () => {
    const VpcId = await awsText("ec2.create_vpc", { CidrBlock: "10.3.0.0/16" }, "Vpc.VpcId");
    const subnet = { VpcId, CidrBlock: "10.3.0.0/24" };
    const SubnetId = await awsText("ec2.create_subnet", subnet, "Subnet.SubnetId");
    const AllocationId = await awsText("ec2.allocate_address", {}, "AllocationId");
    const gateway = { SubnetId, AllocationId };
    const NatGatewayId = await awsText(
      "ec2.create_nat_gateway",
      gateway,
      "NatGateway.NatGatewayId",
    );
    const Filters = [{ Name: "vpc-id", Values: [VpcId] }];
    const its = "NetworkInterfaces[].[RequesterManaged, Status, InterfaceType]";
    const interfaces = () => aws("ec2.describe_network_interfaces", { Filters }, its);
    const association = () =>
      aws(
        "ec2.describe_addresses",
        { AllocationIds: [AllocationId] },
        "Addresses[0].AssociationId",
      );
    assert.deepEqual(await interfaces(), [[true, "in-use", "nat_gateway"]]);
    assert.notEqual(await association(), null);
    await aws("ec2.delete_nat_gateway", { NatGatewayId });
    assert.deepEqual(await interfaces(), []);
    assert.equal(await association(), null);
    await aws("ec2.release_address", { AllocationId });
  });

  it("forgets all of it in a reset", () => forgets());
});
