import assert from "node:assert/strict";
import { allow, ec2, OWN, tagged } from "./rows/row.ts";
import { ACCOUNT, type Call, SEOUL, type Statement, student } from "./student.ts";

const S1 = "${aws:PrincipalTag/student}";
const deny = (Action: string | string[], Condition: object): Statement => ({
  Effect: "Deny",
  Action,
  Resource: "*",
  Condition,
});
const NEW = { StringEquals: { "aws:RequestTag/student": S1 } };
const CREATING = { Null: { "ec2:CreateAction": "false" } };

/** As a student's policy is: own resources by tag, small servers, own buckets by prefix, one region, no IAM. */
const POLICY: readonly Statement[] = [
  allow("ec2:Describe*"),
  allow(
    [
      "ec2:*Instances",
      "ec2:*Volume",
      "ec2:CreateTags",
      "ec2:DeleteTags",
      "ec2:ModifyInstanceAttribute",
    ],
    "*",
    OWN,
  ),
  allow("ec2:RunInstances", ec2("instance/*"), {
    StringEquals: { ...NEW.StringEquals, "ec2:InstanceType": ["t3.micro", "t3.small"] },
  }),
  allow("ec2:RunInstances", ec2("volume/*"), NEW),
  allow("ec2:RunInstances", [
    ec2("image/*"),
    ec2("subnet/*"),
    ec2("network-interface/*"),
    ec2("security-group/*"),
  ]),
  allow("ec2:CreateVolume", ec2("volume/*"), NEW),
  allow("ec2:CreateTags", "*", CREATING),
  allow("s3:*", ["arn:aws:s3:::class-${aws:username}-*", "arn:aws:s3:::class-${aws:username}-*/*"]),
  allow(["iam:ChangePassword", "iam:*AccessKey*"], "arn:aws:iam::*:user/${aws:username}"),
  deny(["ec2:CreateTags", "ec2:DeleteTags"], {
    "ForAnyValue:StringEqualsIgnoreCase": { "aws:TagKeys": ["student", "class-id"] },
    Null: { "ec2:CreateAction": "true" },
  }),
  deny("ec2:ModifyInstanceAttribute", {
    StringNotEquals: { "ec2:Attribute/InstanceType": ["t3.micro", "t3.small"] },
    Null: { "ec2:Attribute/InstanceType": "false" },
  }),
  deny("ec2:*", { StringNotEquals: { "aws:RequestedRegion": SEOUL } }),
];

describe("a student's tricks, on the emulator,", () => {
  const { aws, awsText, may, outcome } = student();
  let image: string;
  let own: Record<"instance" | "volume", string>;
  let other: typeof own;

  before(async () => {
    image = await awsText("ec2.describe_images", {}, "Images[0].ImageId");
    const made = async (student: string) => ({
      instance: await awsText(
        "ec2.run_instances",
        {
          ImageId: image,
          MinCount: 1,
          MaxCount: 1,
          TagSpecifications: [tagged("instance", student)],
        },
        "Instances[0].InstanceId",
      ),
      volume: await awsText(
        "ec2.create_volume",
        { AvailabilityZone: `${SEOUL}a`, Size: 8, TagSpecifications: [tagged("volume", student)] },
        "VolumeId",
      ),
    });
    own = await made("s1");
    other = await made("s2");
    await aws("iam.create_user", { UserName: "s2" });
    await may(...POLICY);
  });

  const launch = (more: object, region = SEOUL): Call => [
    "ec2.run_instances",
    {
      ImageId: image,
      MinCount: 1,
      MaxCount: 1,
      InstanceType: "t3.micro",
      TagSpecifications: [tagged("instance"), tagged("volume")],
      DryRun: true,
      ...more,
    },
    region,
  ];
  const tag = (id: string, Key: string, Value = "s1"): Call => [
    "ec2.create_tags",
    { Resources: [id], Tags: [{ Key, Value }] },
  ];

  it("are denied where the rights themselves are not", async () => {
    const rights: Call[] = [
      launch({}),
      tag(own.volume, "note"),
      ["ec2.stop_instances", { InstanceIds: [own.instance] }],
      ["ec2.attach_volume", { VolumeId: own.volume, InstanceId: own.instance, Device: "/dev/sdf" }],
      [
        "ec2.modify_instance_attribute",
        { InstanceId: own.instance, InstanceType: { Value: "t3.small" } },
      ],
      [
        "s3.create_bucket",
        { Bucket: "class-s1-a", CreateBucketConfiguration: { LocationConstraint: SEOUL } },
      ],
      ["s3.put_object", { Bucket: "class-s1-a", Key: "../class-s2-a/x" }],
      ["iam.create_access_key"],
    ];
    for (const call of rights) assert.equal(await outcome(call), "allowed", JSON.stringify(call));
  });

  it("of tags", async () => {
    await denied([
      tag(other.volume, "student"),
      tag(other.instance, "note"),
      tag(own.volume, "student", "s2"),
      tag(own.volume, "Student"),
      tag(own.volume, "CLASS-ID"),
      ["ec2.delete_tags", { Resources: [own.volume], Tags: [{ Key: "student" }] }],
      ["ec2.delete_tags", { Resources: [own.volume], Tags: [{ Key: "class-id", Value: "x" }] }],
      [
        "ec2.create_tags",
        { Resources: [own.volume, other.volume], Tags: [{ Key: "note", Value: "x" }] },
      ],
    ]);
  });

  it("of launching", async () => {
    await denied([
      launch({ TagSpecifications: [] }),
      launch({ TagSpecifications: [tagged("volume")] }),
      launch({ TagSpecifications: [tagged("instance")] }),
      launch({ TagSpecifications: [tagged("instance", "s2"), tagged("volume", "s2")] }),
      launch({ TagSpecifications: [tagged("instance", "S1"), tagged("volume", "s1")] }),
      launch({ InstanceType: "m5.24xlarge" }),
      launch({ InstanceType: "T3.micro" }),
      launch({ InstanceType: undefined }),
      launch({}, "us-east-1"),
      launch({ IamInstanceProfile: { Name: "admin" }, KeyName: "x" }),
      [
        "ec2.modify_instance_attribute",
        { InstanceId: own.instance, InstanceType: { Value: "m5.24xlarge" } },
      ],
      [
        "ec2.modify_instance_attribute",
        { InstanceId: own.instance, Attribute: "instanceType", Value: "m5.large" },
      ],
      [
        "ec2.attach_volume",
        { VolumeId: other.volume, InstanceId: own.instance, Device: "/dev/sdf" },
      ],
      ["ec2.create_volume", { AvailabilityZone: `${SEOUL}a`, Size: 8, DryRun: true }],
    ]);
  });

  it("of buckets and paths", async () => {
    const bucket = (Bucket: string): Call => ["s3.list_objects_v2", { Bucket }];
    await denied([
      bucket("class-s10-a"),
      bucket("class-s1"),
      bucket("xclass-s1-a"),
      ["s3.get_object", { Bucket: "class-s2-a", Key: "class-s1-a/x" }],
      ["s3.copy_object", { Bucket: "class-s1-a", Key: "x", CopySource: "class-s2-a/x" }],
    ]);
  });

  it("of IAM", async () => {
    const PolicyArn = "arn:aws:iam::aws:policy/AdministratorAccess";
    const UserName = "s1";
    await denied([
      ["iam.create_access_key", { UserName: "s2" }],
      ["iam.create_access_key", { UserName: "s10" }],
      ["iam.attach_user_policy", { UserName, PolicyArn }],
      ["iam.put_user_policy", { UserName, PolicyName: "x", PolicyDocument: "{}" }],
      ["iam.put_user_permissions_boundary", { UserName, PermissionsBoundary: PolicyArn }],
      ["iam.delete_user_permissions_boundary", { UserName }],
      ["iam.delete_user_policy", { UserName, PolicyName: "rights" }],
      ["iam.create_user", { UserName: "s3" }],
      ["iam.tag_user", { UserName, Tags: [{ Key: "student", Value: "s2" }] }],
      ["iam.add_user_to_group", { UserName, GroupName: "admins" }],
      ["iam.update_assume_role_policy", { RoleName: "web", PolicyDocument: "{}" }],
      ["sts.assume_role", { RoleArn: `arn:aws:iam::${ACCOUNT}:role/web`, RoleSessionName: "xx" }],
    ]);
  });

  async function denied(calls: readonly Call[]): Promise<void> {
    for (const call of calls) assert.equal(await outcome(call), "denied", JSON.stringify(call));
  }
});
