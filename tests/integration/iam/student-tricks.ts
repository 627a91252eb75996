import type { Input } from "../../support/engine/aws-calls.ts";
import { type Call, type Owned, tagged, withTags } from "./student-calls.ts";

/** A launch of s01's, but for what is changed. */
export const launch = (own: Owned, change: Input = {}, region = "ap-northeast-2"): Call => [
  "ec2.run_instances",
  {
    ...{ ImageId: own.image, SubnetId: own.subnet, SecurityGroupIds: [own.group] },
    ...{ MinCount: 1, MaxCount: 1, InstanceType: "t3.micro" },
    ...withTags(own.student, "instance", "volume"),
    ...change,
  },
  region,
];

interface Arns {
  readonly policy: string;
  readonly boundary: string;
  /** A subnet that is not the class's. */
  readonly subnet: string;
}
export type Trick = readonly [
  (own: Owned, others: Owned, arns: Arns) => Call,
  "allowed" | "denied",
];

const OWN_USER = { UserName: "dev-s01" };
/** A policy that allows everything. */
export const ANY = JSON.stringify({
  Version: "2012-10-17",
  Statement: { Effect: "Allow", Action: "*", Resource: "*" },
});

/** What s01 does with a neighbour's, s10's, at hand. */
export const TRICKS: Readonly<Record<string, Trick>> = {
  "to see all servers": [() => ["ec2.describe_instances", {}], "allowed"],
  "a small server with the own tags": [(own) => launch(own), "allowed"],
  "a server without tags": [(own) => launch(own, { TagSpecifications: [] }), "denied"],
  "a server without the class": [
    ({ student, ...own }) =>
      launch(
        { student, ...own },
        {
          TagSpecifications: ["instance", "volume"].map((ResourceType) => ({
            ResourceType,
            Tags: [{ Key: "student", Value: student }],
          })),
        },
      ),
    "denied",
  ],
  "a server in the neighbour's name": [
    (own) => launch(own, withTags("s10", "instance", "volume")),
    "denied",
  ],
  "a server whose volume has no tags": [
    (own) => launch(own, withTags("s01", "instance")),
    "denied",
  ],
  "a big server": [(own) => launch(own, { InstanceType: "m5.24xlarge" }), "denied"],
  "a server in the neighbour's security group": [
    (own, { group }) => launch(own, { SecurityGroupIds: [group] }),
    "denied",
  ],
  "a server in another region": [(own) => launch(own, {}, "us-east-1"), "denied"],
  "to look into another region": [() => ["ec2.describe_instances", {}, "us-east-1"], "denied"],
  "to make a stopped server big": [
    ({ instance }) => [
      "ec2.modify_instance_attribute",
      { InstanceId: instance, InstanceType: { Value: "m5.24xlarge" } },
    ],
    "denied",
  ],
  "to make a stopped server a little bigger": [
    ({ instance }) => [
      "ec2.modify_instance_attribute",
      { InstanceId: instance, InstanceType: { Value: "t3.small" } },
    ],
    "allowed",
  ],
  "a huge volume": [
    ({ student }) => [
      "ec2.create_volume",
      { AvailabilityZone: "ap-northeast-2a", Size: 16_000, ...withTags(student, "volume") },
    ],
    "denied",
  ],
  "to grow a volume": [
    ({ volume }) => ["ec2.modify_volume", { VolumeId: volume, Size: 16_000 }],
    "denied",
  ],
  "to make the neighbour's server the own by its tags": [
    (_, { instance }) => ["ec2.create_tags", { Resources: [instance], Tags: tagged("s01") }],
    "denied",
  ],
  "to give the own server away": [
    ({ instance }) => ["ec2.create_tags", { Resources: [instance], Tags: tagged("s10") }],
    "denied",
  ],
  "to take the class from the own server": [
    ({ instance }) => ["ec2.delete_tags", { Resources: [instance], Tags: [{ Key: "class" }] }],
    "denied",
  ],
  "to take all tags from the own server": [
    ({ instance }) => ["ec2.delete_tags", { Resources: [instance] }],
    "denied",
  ],
  "to take the tags from the own bucket": [
    ({ bucket }) => ["s3.delete_bucket_tagging", { Bucket: bucket }],
    "denied",
  ],
  "to attach the own volume to the neighbour's server": [
    ({ volume }, { instance }) => [
      "ec2.attach_volume",
      { VolumeId: volume, InstanceId: instance, Device: "/dev/sdg" },
    ],
    "denied",
  ],
  "to copy the neighbour's snapshot": [
    (_, { snapshot }) => [
      "ec2.copy_snapshot",
      {
        ...{ SourceSnapshotId: snapshot, SourceRegion: "ap-northeast-2" },
        ...withTags("s01", "snapshot"),
      },
    ],
    "denied",
  ],
  "to create a bucket by the own name": [
    () => [
      "s3.create_bucket",
      {
        Bucket: "dev-s01-more",
        CreateBucketConfiguration: { LocationConstraint: "ap-northeast-2" },
      },
    ],
    "allowed",
  ],
  "to create a bucket by another name": [
    () => [
      "s3.create_bucket",
      { Bucket: "dev-s0", CreateBucketConfiguration: { LocationConstraint: "ap-northeast-2" } },
    ],
    "denied",
  ],
  "to attach a policy to the own user": [
    () => [
      "iam.attach_user_policy",
      { ...OWN_USER, PolicyArn: "arn:aws:iam::aws:policy/AdministratorAccess" },
    ],
    "denied",
  ],
  "to write a policy for the own user": [
    () => ["iam.put_user_policy", { ...OWN_USER, PolicyName: "any", PolicyDocument: ANY }],
    "denied",
  ],
  "to change the students' policy": [
    (_own, _others, { policy }) => [
      "iam.create_policy_version",
      { PolicyArn: policy, PolicyDocument: ANY, SetAsDefault: true },
    ],
    "denied",
  ],
  "to lay the boundary down": [() => ["iam.delete_user_permissions_boundary", OWN_USER], "denied"],
  "to be another student by tag": [
    () => ["iam.tag_user", { ...OWN_USER, Tags: tagged("s10") }],
    "denied",
  ],
  "to leave the group": [
    () => ["iam.remove_user_from_group", { ...OWN_USER, GroupName: "students" }],
    "denied",
  ],
  "to create a user": [() => ["iam.create_user", { UserName: "more" }], "denied"],
  "to take a role": [
    () => [
      "sts.assume_role",
      { RoleArn: "arn:aws:iam::123456789012:role/admin", RoleSessionName: "s01" },
    ],
    "denied",
  ],
};
