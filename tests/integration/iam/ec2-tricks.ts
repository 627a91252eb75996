import { type Owned, tagged, withTags } from "./student-calls.ts";
import { launch, type Trick } from "./student-tricks.ts";

const disk = (own: Owned, Ebs: Record<string, unknown>) =>
  launch(own, { BlockDeviceMappings: [{ DeviceName: "/dev/xvda", Ebs }] });

/** How s01 could get more of EC2 than was given: by others' resources, by what costs, or past the tags. */
export const EC2_TRICKS: Readonly<Record<string, Trick>> = {
  "a server with the instructor's role": [
    (own) => launch(own, { IamInstanceProfile: { Name: "admin" } }),
    "denied",
  ],
  "to give the own server a role": [
    ({ instance }) => [
      "ec2.associate_iam_instance_profile",
      { InstanceId: instance, IamInstanceProfile: { Name: "admin" } },
    ],
    "denied",
  ],
  "a server in a subnet that is not the class's": [
    (own, _, { subnet }) => launch(own, { SubnetId: subnet, SecurityGroupIds: [] }),
    "denied",
  ],
  "a server on hardware of its own": [
    (own) => launch(own, { Placement: { Tenancy: "dedicated" } }),
    "denied",
  ],
  "a server with a huge disk": [(own) => disk(own, { VolumeSize: 5000 }), "denied"],
  "a server with an expensive disk": [
    (own) => disk(own, { VolumeType: "io2", Iops: 10_000, VolumeSize: 50 }),
    "denied",
  ],
  "a volume in the neighbour's name": [
    () => [
      "ec2.create_volume",
      { AvailabilityZone: "ap-northeast-2a", Size: 1, ...withTags("s10", "volume") },
    ],
    "denied",
  ],
  "a snapshot in the neighbour's name": [
    ({ volume }) => ["ec2.create_snapshot", { VolumeId: volume, ...withTags("s10", "snapshot") }],
    "denied",
  ],
  "an image of the neighbour's server": [
    (_, { instance }) => [
      "ec2.create_image",
      { InstanceId: instance, Name: "theirs", ...withTags("s01", "image", "snapshot") },
    ],
    "denied",
  ],
  "to share the neighbour's snapshot with everybody": [
    (_, { snapshot }) => [
      "ec2.modify_snapshot_attribute",
      {
        ...{ SnapshotId: snapshot, Attribute: "createVolumePermission" },
        ...{ OperationType: "add", GroupNames: ["all"] },
      },
    ],
    "denied",
  ],
  "to share an image of others with everybody": [
    ({ image }) => [
      "ec2.modify_image_attribute",
      { ImageId: image, LaunchPermission: { Add: [{ Group: "all" }] } },
    ],
    "denied",
  ],
  "to put the own server into the neighbour's security group": [
    ({ instance }, { group }) => [
      "ec2.modify_instance_attribute",
      { InstanceId: instance, Groups: [group] },
    ],
    "denied",
  ],
  "to change the class's network": [
    ({ vpc }) => ["ec2.modify_vpc_attribute", { VpcId: vpc, EnableDnsSupport: { Value: false } }],
    "denied",
  ],
  "to take the class's tag from its subnet": [
    ({ subnet }) => ["ec2.delete_tags", { Resources: [subnet], Tags: [{ Key: "class" }] }],
    "denied",
  ],
  "to make a volume of others the own by its tags": [
    (_, { volume }) => ["ec2.create_tags", { Resources: [volume], Tags: tagged("s01") }],
    "denied",
  ],
  "a network": [() => ["ec2.create_vpc", { CidrBlock: "10.9.0.0/16" }], "denied"],
  "an Elastic IP address": [
    () => ["ec2.allocate_address", { Domain: "vpc", ...withTags("s01", "elastic-ip") }],
    "denied",
  ],
  "a launch template, which could launch servers of any type": [
    ({ image }) => [
      "ec2.create_launch_template",
      {
        ...{ LaunchTemplateName: "mine", ...withTags("s01", "launch-template") },
        LaunchTemplateData: { ImageId: image, InstanceType: "m5.24xlarge" },
      },
    ],
    "denied",
  ],
};
