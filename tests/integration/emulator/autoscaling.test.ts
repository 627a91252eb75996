import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import type { Input } from "../../support/engine/aws-calls.ts";
import { emulatedAws } from "../../support/engine/emulated-aws.ts";

const SEOUL = "ap-northeast-2";

const LOOK_MS = 500;

/** What lists the things that the patch keeps in places of its own. */
const LISTS = [
  ["autoscaling.describe_notification_configurations", "NotificationConfigurations"],
  ["autoscaling.describe_scaling_activities", "Activities"],
] as const;

/** What engine/emulator/patches/autoscaling/ adds to moto. */
describe("Auto Scaling on the emulator", () => {
  const { aws, awsText, unique, forgets } = emulatedAws();

  let group: { AutoScalingGroupName: string };
  let template: { LaunchTemplateName: string };
  /** The ARN of the group's target group. */
  let targets: string;
  const instances = "AutoScalingGroups[0].Instances[]";
  const describeGroup = (query: string) => {
    const names = { AutoScalingGroupNames: [group.AutoScalingGroupName] };
    return aws("autoscaling.describe_auto_scaling_groups", names, query);
  };

  /** Two instances over two subnets behind a target group. */
  beforeEach(async () => {
    const name = unique("web");
    group = { AutoScalingGroupName: name };
    template = { LaunchTemplateName: name };
    const vpc = await awsText("ec2.create_vpc", { CidrBlock: "10.0.0.0/16" }, "Vpc.VpcId");
    const subnets = [];
    for (const zone of ["a", "c"]) {
      const cidr = `10.0.${zone === "a" ? 1 : 2}.0/24`;
      const subnet = { VpcId: vpc, CidrBlock: cidr, AvailabilityZone: `${SEOUL}${zone}` };
      subnets.push(await awsText("ec2.create_subnet", subnet, "Subnet.SubnetId"));
    }
    targets = await awsText(
      "elbv2.create_target_group",
      { Name: name, Protocol: "HTTP", Port: 80, VpcId: vpc },
      "TargetGroups[0].TargetGroupArn",
    );
    const data = { ImageId: "ami-12345678", InstanceType: "t3.micro" };
    await aws("ec2.create_launch_template", { ...template, LaunchTemplateData: data });
    await aws("autoscaling.create_auto_scaling_group", {
      ...group,
      ...{ MinSize: 2, MaxSize: 4 },
      LaunchTemplate: { ...template, Version: "$Latest" },
      VPCZoneIdentifier: subnets.join(","),
      TargetGroupARNs: [targets],
    });
  });

  it("keeps, lists and deletes notifications", async () => {
    const topic = `arn:aws:sns:${SEOUL}:123456789012:alerts`;
    const kinds = ["autoscaling:EC2_INSTANCE_LAUNCH", "autoscaling:EC2_INSTANCE_TERMINATE"];
    const configuration = { ...group, TopicARN: topic };
    const list = () =>
      aws(
        "autoscaling.describe_notification_configurations",
        { AutoScalingGroupNames: [group.AutoScalingGroupName] },
        "NotificationConfigurations[].[TopicARN, NotificationType]",
      );
    const put = (types: string[]) =>
      aws("autoscaling.put_notification_configuration", {
        ...configuration,
        NotificationTypes: types,
      });
    await put(kinds);
    assert.deepEqual(
      await list(),
      kinds.map((kind) => [topic, kind]),
    );
    await assert.rejects(put(["launch"]), /ValidationError: "launch" is not a valid/);
    await aws("autoscaling.delete_notification_configuration", configuration);
    assert.deepEqual(await list(), []);
  });

  it("spreads a group's instances over its subnets and registers each once", async () => {
    const zones = await describeGroup(`${instances}.AvailabilityZone | sort(@)`);
    assert.deepEqual(zones, [`${SEOUL}a`, `${SEOUL}c`]);
    const health = "TargetHealthDescriptions[].TargetHealth.State";
    const healthOf = () => aws("elbv2.describe_target_health", { TargetGroupArn: targets }, health);
    assert.deepEqual(await healthOf(), ["healthy", "healthy"]);
    const ids = (await describeGroup(`${instances}.InstanceId`)) as string[];
    await aws("ec2.terminate_instances", { InstanceIds: ids.slice(1) });
    assert.deepEqual(await healthOf(), ["healthy", "healthy"]);
    await aws("elbv2.deregister_targets", { TargetGroupArn: targets, Targets: [{ Id: ids[0] }] });
    await aws("autoscaling.set_desired_capacity", { ...group, DesiredCapacity: 3 });
    assert.deepEqual(await healthOf(), ["healthy", "healthy"]); // the first stays out
  });

  it("replaces the instances one by one by the template's new version", async () => {
    const LaunchTemplateData = { UserData: "ZWNobw==" };
    await aws("ec2.create_launch_template_version", { ...template, LaunchTemplateData });
    const started = await aws("autoscaling.start_instance_refresh", group, "InstanceRefreshId");
    const versions = () => describeGroup(`${instances}.LaunchTemplate.Version | sort(@)`);
    const refresh = () =>
      aws(
        "autoscaling.describe_instance_refreshes",
        group,
        "InstanceRefreshes[].[InstanceRefreshId, Status, PercentageComplete] | [0]",
      );
    await assert.rejects(aws("autoscaling.start_instance_refresh", group), /InProgress/);
    assert.deepEqual(await refresh(), [started, "InProgress", 0]);
    assert.deepEqual(await refresh(), [started, "InProgress", 50]);
    assert.deepEqual(await versions(), ["1", "2"]);
    assert.deepEqual(await refresh(), [started, "Successful", 100]);
    assert.deepEqual(await versions(), ["2", "2"]);
    const ids = "sort(TargetHealthDescriptions[].Target.Id)";
    const registered = await aws("elbv2.describe_target_health", { TargetGroupArn: targets }, ids);
    assert.deepEqual(registered, await describeGroup(`sort(${instances}.InstanceId)`));
  });

  it("goes on with an instance refresh that nobody looks at", async function () {
    this.timeout("2m");
    const one = { ...group, MinSize: 1, DesiredCapacity: 1 };
    await aws("autoscaling.update_auto_scaling_group", one);
    const LaunchTemplateData = { UserData: "ZWNobw==" };
    await aws("ec2.create_launch_template_version", { ...template, LaunchTemplateData });
    await aws("autoscaling.start_instance_refresh", group);
    const newest = `${instances}.LaunchTemplate.Version | [0]`;
    while ((await describeGroup(newest)) !== "2") await sleep(LOOK_MS);
  });

  it("stops an instance refresh that is canceled", async () => {
    const cancel = () => aws("autoscaling.cancel_instance_refresh", group);
    await assert.rejects(cancel(), /ActiveInstanceRefreshNotFound/);
    await aws("autoscaling.start_instance_refresh", group);
    await cancel();
    const status = "InstanceRefreshes[0].Status";
    const read = await aws("autoscaling.describe_instance_refreshes", group, status);
    assert.equal(read, "Cancelled");
  });

  it("tells what it did, page by page", async () => {
    await aws("autoscaling.set_desired_capacity", { ...group, DesiredCapacity: 1 });
    const page = (more: Input) =>
      aws(
        "autoscaling.describe_scaling_activities",
        { ...group, MaxRecords: 2, ...more },
        "[Activities[].Description, NextToken]",
      ) as Promise<[string[], string | null]>;
    const [newest, token] = await page({});
    assert.match(newest[0] ?? "", /^Terminating EC2 instance: i-/);
    assert.match(newest[1] ?? "", /^Launching a new EC2 instance: i-/);
    const [oldest, end] = await page({ NextToken: token });
    assert.deepEqual([oldest.length, end], [1, null]);
  });

  it("grows and shrinks by the CPU that it is said to have, and its activities say so", async () => {
    const tracking = {
      ...{ PolicyName: "cpu", PolicyType: "TargetTrackingScaling", ...group },
      TargetTrackingConfiguration: {
        PredefinedMetricSpecification: { PredefinedMetricType: "ASGAverageCPUUtilization" },
        TargetValue: 50,
      },
    };
    await aws("autoscaling.put_scaling_policy", tracking);
    const measured = async (Value: number) => {
      const Dimensions = [{ Name: "AutoScalingGroupName", Value: group.AutoScalingGroupName }];
      const MetricData = [{ MetricName: "CPUUtilization", Dimensions, Value }];
      await aws("cloudwatch.put_metric_data", { Namespace: "AWS/EC2", MetricData });
      return describeGroup("AutoScalingGroups[0].[DesiredCapacity, length(Instances)]");
    };
    const sizes = [];
    for (const percent of [46, 70, 100, 20, 1]) sizes.push(await measured(percent));
    assert.deepEqual(sizes, [
      [2, 2],
      [3, 3],
      [4, 4],
      [2, 2],
      [2, 2],
    ]);
    const causes = (await aws(
      "autoscaling.describe_scaling_activities",
      group,
      "Activities[].Cause",
    )) as string[];
    const changes = causes.map((cause) => / from (\d to \d)\. {2}At /.exec(cause)?.[1]);
    assert.deepEqual(changes.slice(0, 4), ["4 to 2", "4 to 2", "3 to 4", "2 to 3"]);
    assert.match(causes[3] ?? "", /AlarmHigh in state ALARM triggered policy cpu changing/);
  });

  it("keeps whether a scaling policy is enabled", async () => {
    for (const Enabled of [true, false]) {
      const policy = { ...group, PolicyName: "more", AdjustmentType: "ChangeInCapacity" };
      const simple = { ...policy, ScalingAdjustment: 1, Enabled };
      await aws("autoscaling.put_scaling_policy", simple);
      const query = "ScalingPolicies[0].[Enabled, PredictiveScalingConfiguration]";
      assert.deepEqual(await aws("autoscaling.describe_policies", group, query), [Enabled, null]);
    }
  });

  it("forgets all of it in a reset", () => forgets(LISTS));
});
