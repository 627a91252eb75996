import type { Call } from "../student.ts";
import { allow, ec2, type Ids, NEW, OWN, type Rows, tagged } from "./row.ts";

const launch = (ids: Ids, more: object = {}): Call => [
  "ec2.run_instances",
  { ImageId: ids.image, MinCount: 1, MaxCount: 1, InstanceType: "t3.micro", DryRun: true, ...more },
];
const PARTS = ["image", "subnet", "security-group", "network-interface", "volume"];
const around = allow(
  "ec2:RunInstances",
  PARTS.map((part) => ec2(`${part}/*`)),
);
const small = { StringLike: { "ec2:InstanceType": ["t3.*"] } };
const tag = (Resources: string[], ...Tags: object[]): Call => [
  "ec2.create_tags",
  { Resources, Tags },
];
const NOTE = { Key: "note", Value: "x" };

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/supported-iam-actions-tagging.html */
export const LAUNCH: Rows = {
  "asks for each resource of a launch": (ids) => [
    [allow("ec2:RunInstances"), launch(ids), "allowed"],
    [allow("ec2:RunInstances", ec2("instance/*")), launch(ids), "denied"],
    [[around, allow("ec2:RunInstances", ec2("instance/*"))], launch(ids), "allowed"],
    [[around, allow("ec2:RunInstances", ec2("instance/*"), small)], launch(ids), "allowed"],
    [
      [around, allow("ec2:RunInstances", ec2("instance/*"), small)],
      launch(ids, { InstanceType: "m5.24xlarge" }),
      "denied",
    ],
    [
      [around, allow("ec2:RunInstances", ec2("instance/*"))],
      launch(ids, { KeyName: "x" }),
      "denied",
    ],
    [
      [around, allow("ec2:RunInstances", [ec2("instance/*"), ec2("key-pair/s1-*")])],
      launch(ids, { KeyName: "s1-key" }),
      "allowed",
    ],
    [
      allow("ec2:RunInstances", "*", { StringNotEquals: { "ec2:Vpc": "arn:aws:ec2:x" } }),
      launch(ids, { SubnetId: ids.subnet }),
      "allowed",
    ],
    [
      [
        allow(
          "ec2:RunInstances",
          PARTS.slice(0, 4).map((part) => ec2(`${part}/*`)),
        ),
        allow("ec2:RunInstances", ec2("instance/*")),
      ],
      launch(ids),
      "denied",
    ],
  ],
  "knows the tags that a request gives": (ids) => [
    [[around, allow("ec2:RunInstances", ec2("instance/*"), NEW)], launch(ids), "denied"],
    [
      [around, allow("ec2:RunInstances", ec2("instance/*"), NEW)],
      launch(ids, { TagSpecifications: [tagged("instance")] }),
      "denied", // CreateTags is asked for, too
    ],
    [
      [
        around,
        allow("ec2:RunInstances", ec2("instance/*"), NEW),
        allow("ec2:CreateTags", "*", { StringEquals: { "ec2:CreateAction": "RunInstances" } }),
      ],
      launch(ids, { TagSpecifications: [tagged("instance")] }),
      "allowed",
    ],
    [
      [around, allow("ec2:RunInstances", ec2("instance/*"), NEW), allow("ec2:CreateTags")],
      launch(ids, { TagSpecifications: [tagged("instance", "s2")] }),
      "denied",
    ],
    [
      [around, allow("ec2:RunInstances", ec2("instance/*"), NEW), allow("ec2:CreateTags")],
      launch(ids, { TagSpecifications: [tagged("volume")] }),
      "denied",
    ],
    [allow("ec2:CreateTags", "*", OWN), tag([ids.volume], NOTE), "allowed"],
    [allow("ec2:CreateTags", "*", OWN), tag([ids.otherVolume], NOTE), "denied"],
    [allow("ec2:CreateTags", "*", OWN), tag([ids.volume, ids.otherVolume], NOTE), "denied"],
    [
      allow("ec2:CreateTags", "*", { StringEquals: { "ec2:CreateAction": "RunInstances" } }),
      tag([ids.volume], NOTE),
      "denied",
    ],
    [
      allow("ec2:CreateTags", "*", { "ForAllValues:StringEquals": { "aws:TagKeys": ["note"] } }),
      tag([ids.volume], NOTE, { Key: "cost", Value: "1" }),
      "denied",
    ],
    [
      allow("ec2:DeleteTags", "*", {
        "ForAllValues:StringNotEquals": { "aws:TagKeys": "student" },
      }),
      ["ec2.delete_tags", { Resources: [ids.volume], Tags: [{ Key: "student" }] }],
      "denied",
    ],
  ],
};
