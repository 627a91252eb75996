import { ACCOUNT, type Call, SEOUL } from "../student.ts";
import { allow, ec2, OWN, type Rows } from "./row.ts";

const start = (...InstanceIds: string[]): Call => ["ec2.start_instances", { InstanceIds }];

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html */
export const REQUESTS: Rows = {
  "knows the resource of a request, and its tags": (ids) => [
    [allow("ec2:StartInstances", "*", OWN), start(ids.instance), "allowed"],
    [allow("ec2:StartInstances", "*", OWN), start(ids.otherInstance), "denied"],
    [allow("ec2:StartInstances", "*", OWN), start(ids.instance, ids.otherInstance), "denied"],
    [allow("ec2:StartInstances", ec2(`instance/${ids.instance}`)), start(ids.instance), "allowed"],
    [allow("ec2:StartInstances", ec2("volume/*")), start(ids.instance), "denied"],
    [allow("ec2:*", `arn:aws:ec2:us-east-1:${ACCOUNT}:instance/*`), start(ids.instance), "denied"],
    [
      allow("ec2:StartInstances", "*", { StringEquals: { "ec2:ResourceTag/student": "s1" } }),
      start(ids.instance),
      "allowed",
    ],
    [
      allow("ec2:DeleteVolume", "*", OWN),
      ["ec2.delete_volume", { VolumeId: ids.otherVolume, DryRun: true }],
      "denied",
    ],
    [
      allow("ec2:AttachVolume", "*", OWN),
      [
        "ec2.attach_volume",
        { VolumeId: ids.otherVolume, InstanceId: ids.instance, Device: "/dev/sdf", DryRun: true },
      ],
      "denied",
    ],
    [
      allow("ec2:AuthorizeSecurityGroupIngress", ec2("security-group/*"), OWN),
      ["ec2.authorize_security_group_ingress", { GroupName: "web-s2", DryRun: true }],
      "denied",
    ],
    [allow("ec2:Describe*", ec2("instance/*")), ["ec2.describe_instances"], "denied"],
    [allow("ec2:Describe*"), ["ec2.describe_instances"], "allowed"],
  ],
  "knows region, time and who asks": () => [
    [
      allow("ec2:*", "*", { StringEquals: { "aws:RequestedRegion": SEOUL } }),
      ["ec2.describe_vpcs"],
      "allowed",
    ],
    [
      allow("ec2:*", "*", { StringEquals: { "aws:RequestedRegion": SEOUL } }),
      ["ec2.describe_vpcs", {}, "us-east-1"],
      "denied",
    ],
    [
      allow("*", "*", { DateLessThan: { "aws:CurrentTime": "2020-01-01T00:00:00Z" } }),
      ["ec2.describe_vpcs"],
      "denied",
    ],
    [
      allow("*", "*", { DateLessThan: { "aws:CurrentTime": "2100-01-01T00:00:00Z" } }),
      ["ec2.describe_vpcs"],
      "allowed",
    ],
    [
      allow("*", "*", { NumericLessThan: { "aws:EpochTime": "1600000000" } }),
      ["ec2.describe_vpcs"],
      "denied",
    ],
    [
      allow("*", "*", { IpAddress: { "aws:SourceIp": "127.0.0.0/8" } }),
      ["ec2.describe_vpcs"],
      "allowed",
    ],
    [
      allow("*", "*", { Bool: { "aws:MultiFactorAuthPresent": "true" } }),
      ["ec2.describe_vpcs"],
      "denied",
    ],
    [
      allow("*", "*", { ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${ACCOUNT}:user/s1` } }),
      ["ec2.describe_vpcs"],
      "allowed",
    ],
    [
      allow("*", "*", {
        StringEquals: {
          "aws:PrincipalTag/Student": "s1",
          "aws:PrincipalType": "User",
          "aws:PrincipalAccount": ACCOUNT,
        },
      }),
      ["ec2.describe_vpcs"],
      "allowed",
    ],
    [allow("sts:Nothing"), ["sts.get_caller_identity"], "allowed"],
  ],
};
