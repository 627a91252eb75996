import assert from "node:assert/strict";
import { allow, ec2, NEW, OWN, tagged } from "./rows/row.ts";
import { ACCOUNT, type Call, SEOUL, student } from "./student.ts";

const TAG = (student: string) => [{ Key: "student", Value: student }];

/** Tags of what is there, in the services that give rights by tag; launches by templates. */
describe("IAM on the emulator, enforced for what a student has,", () => {
  const { aws, awsText, may, outcome } = student();

  /** Both students have one; who may change what they own may change this one and not that. */
  async function ownAlone(
    action: string,
    make: (owner: string) => Promise<string>,
    change: (name: string) => Call,
  ) {
    const [own, other] = [await make("s1"), await make("s2")];
    await may(allow(action, "*", OWN));
    assert.equal(await outcome(change(own)), "allowed", `${action} ${own}`);
    assert.equal(await outcome(change(other)), "denied", `${action} ${other}`);
  }

  it("an Auto Scaling group", async () => {
    const ImageId = await awsText("ec2.describe_images", {}, "Images[0].ImageId");
    const small = { LaunchConfigurationName: "small", ImageId, InstanceType: "t3.micro" };
    await aws("autoscaling.create_launch_configuration", small);
    await ownAlone(
      "autoscaling:UpdateAutoScalingGroup",
      async (owner) => {
        await aws("autoscaling.create_auto_scaling_group", {
          AutoScalingGroupName: `group-${owner}`,
          LaunchConfigurationName: "small",
          MinSize: 0,
          MaxSize: 1,
          AvailabilityZones: [`${SEOUL}a`],
          Tags: TAG(owner).map((tag) => ({ ...tag, PropagateAtLaunch: true })),
        });
        return `group-${owner}`;
      },
      (name) => [
        "autoscaling.update_auto_scaling_group",
        { AutoScalingGroupName: name, MaxSize: 1 },
      ],
    );
  });

  it("a target group", async () => {
    const VpcId = await awsText("ec2.describe_vpcs", {}, "Vpcs[0].VpcId");
    await ownAlone(
      "elasticloadbalancing:ModifyTargetGroup",
      (owner) =>
        awsText(
          "elbv2.create_target_group",
          { Name: `web-${owner}`, Protocol: "HTTP", Port: 80, VpcId, Tags: TAG(owner) },
          "TargetGroups[0].TargetGroupArn",
        ),
      (arn) => ["elbv2.modify_target_group", { TargetGroupArn: arn, HealthCheckPath: "/" }],
    );
  });

  it("a file system", () =>
    ownAlone(
      "elasticfilesystem:DeleteFileSystem",
      (owner) =>
        awsText(
          "efs.create_file_system",
          { CreationToken: owner, Tags: TAG(owner) },
          "FileSystemId",
        ),
      (id) => ["efs.delete_file_system", { FileSystemId: id }],
    ));

  it("a stack", () =>
    ownAlone(
      "cloudformation:DeleteStack",
      async (owner) => {
        const TemplateBody = JSON.stringify({ Resources: { t: { Type: "AWS::SNS::Topic" } } });
        await aws("cloudformation.create_stack", {
          StackName: `stack-${owner}`,
          TemplateBody,
          Tags: TAG(owner),
        });
        return `stack-${owner}`;
      },
      (name) => ["cloudformation.delete_stack", { StackName: name }],
    ));

  it("an alarm", () =>
    ownAlone(
      "cloudwatch:DeleteAlarms",
      async (owner) => {
        await aws("cloudwatch.put_metric_alarm", {
          AlarmName: `alarm-${owner}`,
          ComparisonOperator: "GreaterThanThreshold",
          EvaluationPeriods: 1,
          MetricName: "CPUUtilization",
          Namespace: "AWS/EC2",
          Period: 60,
          Statistic: "Average",
          Threshold: 80,
          Tags: TAG(owner),
        });
        return `alarm-${owner}`;
      },
      (name) => ["cloudwatch.delete_alarms", { AlarmNames: [name] }],
    ));

  it("a role", async () => {
    const AssumeRolePolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: [] });
    await ownAlone(
      "iam:DeleteRole",
      async (owner) => {
        const role = { RoleName: `role-${owner}`, AssumeRolePolicyDocument, Tags: TAG(owner) };
        await aws("iam.create_role", role);
        return `role-${owner}`;
      },
      (name) => ["iam.delete_role", { RoleName: name }],
    );
  });

  it("a key pair, by its name and by its id", async () => {
    const make = (by: string) => (owner: string) =>
      awsText(
        "ec2.create_key_pair",
        { KeyName: `${by}-${owner}`, TagSpecifications: [tagged("key-pair", owner)] },
        by,
      );
    await ownAlone("ec2:DeleteKeyPair", make("KeyName"), (KeyName) => [
      "ec2.delete_key_pair",
      { KeyName },
    ]);
    await ownAlone("ec2:DeleteKeyPair", make("KeyPairId"), (KeyPairId) => [
      "ec2.delete_key_pair",
      { KeyPairId },
    ]);
  });

  it("an Elastic IP", async () => {
    const { id } = (await aws(
      "ec2.allocate_address",
      { Domain: "vpc", TagSpecifications: [tagged("elastic-ip", "s2")] },
      "{id: AllocationId}",
    )) as { id: string };
    await may(allow("ec2:ReleaseAddress", "*", OWN));
    assert.equal(await outcome(["ec2.release_address", { AllocationId: id }]), "denied");
  });

  it("no large server by a launch template, nor by a group that launches from it", async () => {
    const ImageId = await awsText("ec2.describe_images", {}, "Images[0].ImageId");
    const template = (name: string, InstanceType: string) =>
      aws("ec2.create_launch_template", {
        LaunchTemplateName: name,
        LaunchTemplateData: { ImageId, InstanceType, TagSpecifications: [tagged("instance")] },
      });
    await template("small", "t3.micro");
    await template("large", "m5.24xlarge");
    const type = { StringEquals: { ...NEW.StringEquals, "ec2:InstanceType": "t3.micro" } };
    await may(
      allow("ec2:RunInstances", ec2("instance/*"), type),
      { Effect: "Allow", Action: "ec2:RunInstances", NotResource: ec2("instance/*") },
      allow(["ec2:CreateTags", "autoscaling:*"]),
    );
    const launch = (LaunchTemplateName: string, more: object = {}): Call => [
      "ec2.run_instances",
      { LaunchTemplate: { LaunchTemplateName }, MinCount: 1, MaxCount: 1, DryRun: true, ...more },
    ];
    assert.equal(await outcome(launch("small")), "allowed");
    assert.equal(await outcome(launch("large")), "denied");
    assert.equal(await outcome(launch("small", { InstanceType: "m5.large" })), "denied");
    const group = (LaunchTemplateName: string): Call => [
      "autoscaling.create_auto_scaling_group",
      {
        AutoScalingGroupName: `from-${LaunchTemplateName}`,
        LaunchTemplate: { LaunchTemplateName, Version: "$Latest" },
        MinSize: 0,
        MaxSize: 1,
        AvailabilityZones: [`${SEOUL}a`],
      },
    ];
    assert.equal(await outcome(group("small")), "allowed");
    assert.equal(await outcome(group("large")), "denied");
  });

  it("no role for a stack that works with it", async () => {
    await may(allow("cloudformation:*"));
    const RoleARN = `arn:aws:iam::${ACCOUNT}:role/admin`;
    const stack = { StackName: "stack-x", TemplateBody: "{}", RoleARN };
    assert.equal(await outcome(["cloudformation.create_stack", stack]), "denied");
  });
});
