import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import {
  type Emulator,
  resetEmulator,
  startEmulator,
  stopEmulator,
} from "../../engine/emulator.ts";
import { inventory } from "../../engine/inventory.ts";
import { AwsCalls, type Input } from "../support/aws-calls.ts";
import { ED25519_KEY } from "../support/keys.ts";

const silent = () => undefined;

const SEOUL = "ap-northeast-2";
const TOKYO = "ap-northeast-1";

/** Everything that engine/emulator/patches adds to moto, called as any AWS client would. */
describe("the emulated AWS, beyond moto,", () => {
  let folder: string;
  let emulator: Emulator;
  let calls: AwsCalls;

  before(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), "emulator-test-"));
    ({ emulator } = await startEmulator(folder, silent));
    calls = await AwsCalls.start(emulator.endpoint);
  });

  after(async () => {
    await calls.stop();
    await stopEmulator(folder);
    rmSync(folder, { recursive: true });
  });

  let count = 0;

  /** A name of its own for each test, for a reset takes seconds. */
  const unique = (stem: string): string => `${stem}-${++count}`;

  /** What the emulator's inventory has of a name. */
  const left = async (name: string): Promise<string[]> =>
    (await inventory(emulator)).filter((line) => line.includes(name));

  /** Calls AWS, see AwsCalls. */
  const aws = (...call: Parameters<AwsCalls["call"]>): Promise<unknown> => calls.call(...call);

  async function awsText(...call: Parameters<typeof aws>): Promise<string> {
    const value = await aws(...call);
    assert.ok(typeof value === "string", `${call[0]} has no ${call[2] ?? "@"}`);
    return value;
  }

  describe("auto scaling", () => {
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

    it("spreads a group's instances over its subnets and registers them", async () => {
      const zones = await describeGroup(`${instances}.AvailabilityZone | sort(@)`);
      assert.deepEqual(zones, [`${SEOUL}a`, `${SEOUL}c`]);
      const health = "TargetHealthDescriptions[].TargetHealth.State";
      const healthOf = () =>
        aws("elbv2.describe_target_health", { TargetGroupArn: targets }, health);
      assert.deepEqual(await healthOf(), ["healthy", "healthy"]);
      const ids = (await describeGroup(`${instances}.InstanceId`)) as string[];
      await aws("ec2.terminate_instances", { InstanceIds: ids.slice(1) });
      assert.deepEqual(await healthOf(), ["healthy", "healthy"]);
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
      const registered = await aws(
        "elbv2.describe_target_health",
        { TargetGroupArn: targets },
        "sort(TargetHealthDescriptions[].Target.Id)",
      );
      assert.deepEqual(registered, await describeGroup(`sort(${instances}.InstanceId)`));
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

    it("keeps whether a scaling policy is enabled", async () => {
      for (const Enabled of [true, false]) {
        const policy = { ...group, PolicyName: "more", AdjustmentType: "ChangeInCapacity" };
        const simple = { ...policy, ScalingAdjustment: 1, Enabled };
        await aws("autoscaling.put_scaling_policy", simple);
        const query = "ScalingPolicies[0].[Enabled, PredictiveScalingConfiguration]";
        assert.deepEqual(await aws("autoscaling.describe_policies", group, query), [Enabled, null]);
      }
    });
  });

  describe("EC2", () => {
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

    it("shows the fingerprint of an imported ED25519 key as OpenSSH does, padded", async () => {
      const fingerprint = await aws(
        "ec2.import_key_pair",
        { KeyName: unique("key"), PublicKeyMaterial: ED25519_KEY },
        "KeyFingerprint",
      );
      assert.equal(fingerprint, "4tM9OUORFZhKIUrRYvRTNH+yLYsMCljLHgGtR+GYZBI=");
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
        aws(
          "ec2.describe_vpc_peering_connections",
          { VpcPeeringConnectionIds: [id] },
          query,
          region,
        );
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

    it("registers an image on a snapshot", async () => {
      const volume = { AvailabilityZone: `${SEOUL}a`, Size: 8 };
      const VolumeId = await awsText("ec2.create_volume", volume, "VolumeId");
      const SnapshotId = await awsText("ec2.create_snapshot", { VolumeId }, "SnapshotId");
      const image = await awsText(
        "ec2.register_image",
        {
          Name: "restored",
          RootDeviceName: "/dev/xvda",
          VirtualizationType: "hvm",
          BlockDeviceMappings: [{ DeviceName: "/dev/xvda", Ebs: { SnapshotId } }],
        },
        "ImageId",
      );
      const query =
        "Images[0].[RootDeviceName, BlockDeviceMappings[].Ebs.SnapshotId, VirtualizationType]";
      const read = await aws("ec2.describe_images", { ImageIds: [image] }, query);
      assert.deepEqual(read, ["/dev/xvda", [SnapshotId], "hvm"]);
      await assert.rejects(aws("ec2.delete_snapshot", { SnapshotId }), /InvalidSnapshot.InUse/);
      await aws("ec2.deregister_image", { ImageId: image });
      await aws("ec2.delete_snapshot", { SnapshotId });
    });
  });

  describe("Systems Manager", () => {
    it("names an image of Windows that there is", async () => {
      const Name = "/aws/service/ami-windows-latest/Windows_Server-2022-English-Full-Base";
      const id = await awsText("ssm.get_parameter", { Name }, "Parameter.Value");
      const platform = await aws("ec2.describe_images", { ImageIds: [id] }, "Images[0].Platform");
      assert.equal(platform, "windows");
    });
  });

  describe("budgets", () => {
    const AccountId = "123456789012";
    let BudgetName: string;
    let named: Input;
    let notified: Input;
    let ResourceARN: string;
    const budget = (amount: string) => ({
      BudgetName,
      BudgetType: "COST",
      TimeUnit: "MONTHLY",
      BudgetLimit: { Amount: amount, Unit: "USD" },
    });
    const Notification = {
      NotificationType: "ACTUAL",
      ComparisonOperator: "GREATER_THAN",
      Threshold: 80,
    };
    const mail = (address: string) => ({ SubscriptionType: "EMAIL", Address: address });

    beforeEach(async () => {
      BudgetName = unique("class");
      named = { AccountId, BudgetName };
      notified = { ...named, Notification };
      ResourceARN = `arn:aws:budgets::${AccountId}:budget/${BudgetName}`;
      await aws("budgets.create_budget", {
        AccountId,
        Budget: budget("10"),
        NotificationsWithSubscribers: [
          { Notification, Subscribers: [mail("teacher@example.com")] },
        ],
        ResourceTags: [{ Key: "lab", Value: "billing" }],
      });
    });

    it("are updated in place", async () => {
      await aws("budgets.update_budget", { AccountId, NewBudget: budget("20") });
      const amount = "Budget.BudgetLimit.Amount";
      assert.equal(await aws("budgets.describe_budget", named, amount), "20");
      const other = { ...named, BudgetName: "other" };
      await assert.rejects(aws("budgets.describe_budget", other), /NotFoundException/);
    });

    it("tell who is notified, and change it", async () => {
      const addresses = () =>
        aws(
          "budgets.describe_subscribers_for_notification",
          notified,
          "sort(Subscribers[].Address)",
        );
      assert.deepEqual(await addresses(), ["teacher@example.com"]);
      const Subscriber = mail("assistant@example.com");
      await aws("budgets.create_subscriber", { ...notified, Subscriber });
      assert.deepEqual(await addresses(), ["assistant@example.com", "teacher@example.com"]);
      await aws("budgets.delete_subscriber", { ...notified, Subscriber });
      await aws("budgets.delete_notification", notified);
      await assert.rejects(addresses(), /NotFoundException/);
    });

    it("refuse the same notification twice", async () => {
      const again = { ...notified, Subscribers: [mail("teacher@example.com")] };
      await assert.rejects(aws("budgets.create_notification", again), /DuplicateRecord/);
    });

    it("keep their tags", async () => {
      const more = [{ Key: "owner", Value: "teacher" }];
      await aws("budgets.tag_resource", { ResourceARN, ResourceTags: more });
      await aws("budgets.untag_resource", { ResourceARN, ResourceTagKeys: ["lab"] });
      const read = await aws("budgets.list_tags_for_resource", { ResourceARN }, "ResourceTags");
      assert.deepEqual(read, more);
    });
  });

  describe("CodeDeploy", () => {
    let app: { applicationName: string };
    let group: Input;
    let config: { deploymentConfigName: string };

    beforeEach(async () => {
      const name = unique("deployed");
      app = { applicationName: name };
      group = { ...app, deploymentGroupName: "web" };
      config = { deploymentConfigName: name };
      await aws("codedeploy.create_application", app);
      await aws("codedeploy.create_deployment_config", {
        ...config,
        minimumHealthyHosts: { type: "FLEET_PERCENT", value: 50 },
      });
      await aws("codedeploy.create_deployment_group", {
        ...group,
        serviceRoleArn: "arn:aws:iam::123456789012:role/deploy",
        ...config,
        alarmConfiguration: { enabled: true, alarms: [{ name: "cpu" }] },
      });
    });

    it("keeps deployment configurations, its own among them", async () => {
      const hosts = "deploymentConfigInfo.minimumHealthyHosts.value";
      const read = (name: string) =>
        aws("codedeploy.get_deployment_config", { deploymentConfigName: name }, hosts);
      assert.equal(await read(config.deploymentConfigName), 50);
      assert.equal(await read("CodeDeployDefault.HalfAtATime"), 50);
      await assert.rejects(read("third"), /DeploymentConfigDoesNotExistException/);
      const remove = () => aws("codedeploy.delete_deployment_config", config);
      await assert.rejects(remove(), /DeploymentConfigInUseException/);
      await aws("codedeploy.delete_deployment_group", group);
      await remove();
    });

    it("updates a deployment group, with its alarms", async () => {
      const alarmConfiguration = { enabled: true, alarms: [{ name: "memory" }] };
      await aws("codedeploy.update_deployment_group", {
        ...app,
        currentDeploymentGroupName: "web",
        newDeploymentGroupName: "site",
        alarmConfiguration,
      });
      const renamed = { ...app, deploymentGroupName: "site" };
      const query = "deploymentGroupInfo.[alarmConfiguration.alarms[].name, deploymentConfigName]";
      const read = await aws("codedeploy.get_deployment_group", renamed, query);
      assert.deepEqual(read, [["memory"], config.deploymentConfigName]);
    });

    it("shows a group's Auto Scaling groups", async () => {
      const changes = { currentDeploymentGroupName: "web", autoScalingGroups: ["fleet"] };
      await aws("codedeploy.update_deployment_group", { ...app, ...changes });
      const names = "deploymentGroupInfo.autoScalingGroups[].name";
      assert.deepEqual(await aws("codedeploy.get_deployment_group", group, names), ["fleet"]);
    });

    it("brings a deployment to its end, or stops it", async () => {
      const revision = { revisionType: "String", string: { content: "{}" } };
      const deploy = () =>
        awsText("codedeploy.create_deployment", { ...group, revision }, "deploymentId");
      const status = (deploymentId: string) =>
        aws("codedeploy.get_deployment", { deploymentId }, "deploymentInfo.status");
      const first = await deploy();
      assert.equal(await status(first), "InProgress");
      assert.equal(await status(first), "Succeeded");
      const second = await deploy();
      await aws("codedeploy.stop_deployment", { deploymentId: second });
      assert.equal(await status(second), "Stopped");
      const info = "deploymentGroupInfo";
      const last = `${info}.[lastSuccessfulDeployment.deploymentId, lastAttemptedDeployment.deploymentId]`;
      assert.deepEqual(await aws("codedeploy.get_deployment_group", group, last), [first, second]);
    });

    it("deletes an application with all that belongs to it", async () => {
      await aws("codedeploy.delete_application", app);
      await aws("codedeploy.delete_deployment_config", config);
      assert.deepEqual(await left(app.applicationName), []);
    });
  });

  describe("CloudFormation", () => {
    const IMAGE = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64";
    const template = {
      Parameters: {
        ImageId: { Type: "AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>", Default: IMAGE },
        InstanceType: { Type: "String" },
        SubnetId: { Type: "String" },
        GroupId: { Type: "String" },
      },
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
      },
    };
    let StackName: string;
    let place: { SubnetId: string; GroupId: string };

    const put = (operation: "create_stack" | "update_stack", InstanceType: string) =>
      aws(`cloudformation.${operation}`, {
        StackName,
        TemplateBody: JSON.stringify(template),
        Parameters: Object.entries({ ...place, InstanceType }).map(
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
  });

  it("EFS switches backups on and off", async () => {
    const FileSystemId = await awsText("efs.create_file_system", {}, "FileSystemId");
    for (const Status of ["ENABLED", "DISABLED"]) {
      await aws("efs.put_backup_policy", { FileSystemId, BackupPolicy: { Status } });
      const read = aws("efs.describe_backup_policy", { FileSystemId }, "BackupPolicy.Status");
      assert.equal(await read, Status);
    }
    const gone = { FileSystemId: "fs-00000000", BackupPolicy: { Status: "ENABLED" } };
    await assert.rejects(aws("efs.put_backup_policy", gone), /FileSystemNotFound/);
  });

  describe("Elastic Beanstalk", () => {
    const tags = [{ Key: "lab", Value: "beanstalk" }];
    let app: { ApplicationName: string };
    let version: Input;
    let environment: { EnvironmentName: string };

    beforeEach(async () => {
      const name = unique("beanstalk");
      app = { ApplicationName: name };
      version = { ...app, VersionLabel: "v1" };
      environment = { EnvironmentName: name };
      await aws("elasticbeanstalk.create_application", { ...app, Tags: tags });
      await aws("elasticbeanstalk.create_application_version", {
        ...version,
        SourceBundle: { S3Bucket: "bundles", S3Key: "v1.zip" },
      });
    });

    const createEnvironment = () =>
      aws("elasticbeanstalk.create_environment", {
        ...version,
        ...environment,
        SolutionStackName: "64bit Amazon Linux 2023 v6.6.0 running Node.js 22",
        OptionSettings: [setting("t3.micro")],
      });
    const setting = (type: string) => ({
      Namespace: "aws:ec2:instances",
      OptionName: "InstanceTypes",
      Value: type,
    });

    it("keeps an application's tags and description", async () => {
      await aws("elasticbeanstalk.update_application", { ...app, Description: "of the class" });
      const query = "Applications[0].[ApplicationArn, Description, Versions]";
      const [arn, ...rest] = (await aws(
        "elasticbeanstalk.describe_applications",
        { ApplicationNames: [app.ApplicationName] },
        query,
      )) as [string, ...unknown[]];
      assert.deepEqual(rest, ["of the class", ["v1"]]);
      const resource = { ResourceArn: arn };
      const read = aws("elasticbeanstalk.list_tags_for_resource", resource, "ResourceTags");
      assert.deepEqual(await read, tags);
    });

    it("runs an environment, changes and terminates it", async () => {
      await createEnvironment();
      const update = { ...environment, OptionSettings: [setting("t3.small")] };
      await aws("elasticbeanstalk.update_environment", update);
      const settings = await aws(
        "elasticbeanstalk.describe_configuration_settings",
        { ...app, ...environment },
        "ConfigurationSettings[0].OptionSettings",
      );
      assert.deepEqual(settings, [setting("t3.small")]);
      const list =
        "Environments[].[Status, Health, VersionLabel, starts_with(CNAME, EnvironmentName)]";
      const environments = () => aws("elasticbeanstalk.describe_environments", app, list);
      assert.deepEqual(await environments(), [["Ready", "Green", "v1", true]]);
      await aws("elasticbeanstalk.terminate_environment", environment);
      assert.deepEqual(await environments(), []);
    });

    it("keeps what is in use", async () => {
      await createEnvironment();
      const removeVersion = () => aws("elasticbeanstalk.delete_application_version", version);
      await assert.rejects(removeVersion(), /in use/);
      await assert.rejects(aws("elasticbeanstalk.delete_application", app), /running environments/);
      await aws("elasticbeanstalk.terminate_environment", environment);
      await removeVersion();
      await aws("elasticbeanstalk.delete_application", app);
      assert.deepEqual(await left(app.ApplicationName), []);
    });
  });

  describe("CloudFront", () => {
    it("keeps a distribution's whole configuration", async () => {
      const certificate = {
        ACMCertificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/1",
        SSLSupportMethod: "sni-only",
        MinimumProtocolVersion: "TLSv1.2_2021",
      };
      const config = {
        CallerReference: "class",
        Comment: "",
        Enabled: true,
        Origins: {
          Quantity: 1,
          Items: [
            {
              Id: "site",
              DomainName: "site.s3.amazonaws.com",
              S3OriginConfig: { OriginAccessIdentity: "" },
              OriginAccessControlId: "E123",
            },
          ],
        },
        DefaultCacheBehavior: {
          TargetOriginId: "site",
          ViewerProtocolPolicy: "https-only",
          CachePolicyId: "658327ea-f89d-4fab-a63d-7e88639e58f6",
        },
        ViewerCertificate: certificate,
      };
      const distribution = await awsText(
        "cloudfront.create_distribution",
        { DistributionConfig: config },
        "Distribution.Id",
      );
      const query =
        "DistributionConfig.[ViewerCertificate, Origins.Items[0].OriginAccessControlId, DefaultCacheBehavior.Compress]";
      const read = await aws("cloudfront.get_distribution_config", { Id: distribution }, query);
      assert.deepEqual(read, [certificate, "E123", false]);
    });

    it("has AWS's own policies", async () => {
      const managed = (call: `${string}.${string}`, query: string) =>
        aws(call, { Type: "managed" }, `${query} | contains(@, 'Managed-CachingOptimized')`);
      const names = "CachePolicyList.Items[].CachePolicy.CachePolicyConfig.Name";
      assert.equal(await managed("cloudfront.list_cache_policies", names), true);
      const id = "67f7725c-6f97-4210-82d7-5512b31e9d03";
      const name = "ResponseHeadersPolicy.ResponseHeadersPolicyConfig.Name";
      const read = await aws("cloudfront.get_response_headers_policy", { Id: id }, name);
      assert.equal(read, "Managed-SecurityHeadersPolicy");
      const remove = aws("cloudfront.delete_response_headers_policy", { Id: id, IfMatch: "x" });
      await assert.rejects(remove, /IllegalDelete/);
    });

    it("keeps policies of one's own", async () => {
      const config = (seconds: number) => ({
        CachePolicyConfig: { Name: "class", MinTTL: seconds },
      });
      const made = (await aws(
        "cloudfront.create_cache_policy",
        config(1),
        "[CachePolicy.Id, ETag]",
      )) as [string, string];
      const [Id, IfMatch] = made;
      await assert.rejects(aws("cloudfront.create_cache_policy", config(1)), /AlreadyExists/);
      await aws("cloudfront.update_cache_policy", { Id, IfMatch, ...config(2) });
      const query = "[CachePolicyConfig.MinTTL, ETag]";
      const read = await aws("cloudfront.get_cache_policy_config", { Id }, query);
      const [seconds, newer] = read as [number, string];
      assert.equal(seconds, 2);
      const remove = (tag: string) => aws("cloudfront.delete_cache_policy", { Id, IfMatch: tag });
      await assert.rejects(remove(IfMatch), /InvalidIfMatchVersion/);
      await remove(newer);
      await assert.rejects(aws("cloudfront.get_cache_policy", { Id }), /NoSuchCachePolicy/);
    });

    it("publishes a function", async () => {
      const FunctionConfig = { Comment: "", Runtime: "cloudfront-js-2.0" };
      const code = (text: string) => ({ Name: "index", FunctionConfig, FunctionCode: text });
      const tag = await awsText("cloudfront.create_function", code("1"), "ETag");
      const live = { Name: "index", Stage: "LIVE" };
      const describe = () => aws("cloudfront.describe_function", live, "FunctionSummary.Name");
      await assert.rejects(describe(), /NoSuchFunctionExists/);
      await aws("cloudfront.publish_function", { Name: "index", IfMatch: tag });
      const update = { ...code("2"), IfMatch: tag };
      const newer = await awsText("cloudfront.update_function", update, "ETag");
      assert.notEqual(newer, tag);
      assert.equal(await describe(), "index");
    });
  });

  describe("RDS", () => {
    const group = { DBParameterGroupName: "pg" };
    const parameter = (ParameterName: string, ParameterValue: string) => ({
      ParameterName,
      ParameterValue,
      ApplyMethod: "immediate",
    });

    it("tells which parameters are the user's, and resets them", async () => {
      const family = { DBParameterGroupFamily: "mysql8.4", Description: "class" };
      await aws("rds.create_db_parameter_group", { ...group, ...family });
      const Parameters = [parameter("max_connections", "100"), parameter("time_zone", "UTC")];
      await aws("rds.modify_db_parameter_group", { ...group, Parameters });
      const names = (Source: string) =>
        aws("rds.describe_db_parameters", { ...group, Source }, "Parameters[].ParameterName");
      assert.deepEqual(await names("user"), ["max_connections", "time_zone"]);
      assert.deepEqual(await names("engine-default"), []);
      const one = { ...group, Parameters: Parameters.slice(0, 1) };
      await aws("rds.reset_db_parameter_group", one);
      assert.deepEqual(await names("user"), ["time_zone"]);
    });

    it("gives every database an id of its own", async () => {
      const database = { DBInstanceClass: "db.t4g.micro", Engine: "mysql", AllocatedStorage: 20 };
      const secret = { MasterUsername: "admin", MasterUserPassword: "not-a-secret" };
      const make = (DBInstanceIdentifier: string) =>
        aws(
          "rds.create_db_instance",
          { ...database, ...secret, DBInstanceIdentifier },
          "DBInstance.DbiResourceId",
        );
      assert.notEqual(await make(unique("db")), await make(unique("db")));
    });

    it("knows versions of MySQL", async () => {
      const wanted = { Engine: "mysql", EngineVersion: "8.4" };
      const families = "DBEngineVersions[].DBParameterGroupFamily | [0]";
      const read = await aws("rds.describe_db_engine_versions", wanted, families);
      assert.equal(read, "mysql8.4");
    });
  });

  describe("S3", () => {
    let bucket: { Bucket: string };
    let page: Input;

    beforeEach(async () => {
      bucket = { Bucket: unique("class-site") };
      page = { ...bucket, Key: "index.html" };
      await aws("s3.create_bucket", {
        ...bucket,
        CreateBucketConfiguration: { LocationConstraint: SEOUL },
      });
    });

    it("deletes versions and delete markers one by one, also when versioning is suspended", async () => {
      const version = (Status: string) =>
        aws("s3.put_bucket_versioning", { ...bucket, VersioningConfiguration: { Status } });
      await version("Enabled");
      for (const Body of ["1", "2"]) await aws("s3.put_object", { ...page, Body });
      await aws("s3.delete_object", page);
      await version("Suspended");
      const list = () =>
        aws(
          "s3.list_object_versions",
          bucket,
          "[DeleteMarkers || `[]`, Versions || `[]`][].{Key: Key, VersionId: VersionId}",
        ) as Promise<Input[]>;
      const [marker, newest, oldest] = await list();
      await aws("s3.delete_objects", { ...bucket, Delete: { Objects: [marker] } });
      assert.deepEqual(await list(), [newest, oldest]);
      await aws("s3.delete_objects", { ...bucket, Delete: { Objects: [newest, oldest] } });
      await aws("s3.delete_bucket", bucket);
      assert.deepEqual(await left(bucket.Bucket), []);
    });

    it("lets a bucket policy's principals and conditions decide who reads", async () => {
      await aws("s3.put_object", { ...page, Body: "hello" });
      const anonymous = async (...statements: object[]) => {
        const Statement = statements.map((one) => ({
          Action: "s3:*",
          Resource: `arn:aws:s3:::${bucket.Bucket}/*`,
          ...one,
        }));
        const Policy = JSON.stringify({ Version: "2012-10-17", Statement });
        await aws("s3.put_bucket_policy", { ...bucket, Policy });
        return (await fetch(`${emulator.endpoint}/${bucket.Bucket}/index.html`)).status;
      };
      const everyone = { Effect: "Allow", Principal: "*" };
      const withoutTls = { Bool: { "aws:SecureTransport": "false" } };
      const denied = { Effect: "Deny", Principal: "*", Condition: withoutTls };
      const cdn = { Effect: "Allow", Principal: { Service: "cloudfront.amazonaws.com" } };
      assert.equal(await anonymous(everyone, denied), 200);
      assert.equal(await anonymous(cdn, denied), 403);
      assert.equal(await anonymous(everyone, { Effect: "Deny", Principal: "*" }), 403);
    });

    it("hides from strangers what is not in a bucket, unless they may list it", async () => {
      const url = `${emulator.endpoint}/${bucket.Bucket}/no.html`;
      const statuses = async () => [
        (await fetch(url)).status,
        (await fetch(url, { method: "HEAD" })).status,
      ];
      assert.deepEqual(await statuses(), [403, 403]);
      const Statement = {
        ...{ Effect: "Allow", Principal: "*", Action: "s3:ListBucket" },
        Resource: `arn:aws:s3:::${bucket.Bucket}`,
      };
      const Policy = JSON.stringify({ Version: "2012-10-17", Statement });
      await aws("s3.put_bucket_policy", { ...bucket, Policy });
      assert.deepEqual(await statuses(), [404, 404]);
      await assert.rejects(aws("s3.get_object", { ...bucket, Key: "no.html" }), /NoSuchKey/);
    });
  });

  describe("IAM", () => {
    let user: string;
    let group: string;
    const document = (...Statement: object[]) =>
      JSON.stringify({ Version: "2012-10-17", Statement });
    const NEEDS_MFA = document(
      {
        Effect: "Allow",
        Action: "iam:EnableMFADevice",
        Resource: "arn:aws:iam::*:user/${aws:username}",
      },
      {
        Effect: "Deny",
        NotAction: "iam:EnableMFADevice",
        Resource: "*",
        Condition: { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } },
      },
    );
    const mfa = (value: string) => ({
      ContextKeyName: "aws:MultiFactorAuthPresent",
      ContextKeyValues: [value],
      ContextKeyType: "boolean",
    });
    const DECISIONS = "EvaluationResults[].EvalDecision";

    beforeEach(async () => {
      const UserName = unique("student");
      user = `arn:aws:iam::123456789012:user/${UserName}`;
      group = unique("class");
      await aws("iam.create_group", { GroupName: group });
      const policy = { GroupName: group, PolicyName: "mfa", PolicyDocument: NEEDS_MFA };
      await aws("iam.put_group_policy", policy);
      await aws("iam.create_user", { UserName });
      await aws("iam.add_user_to_group", { GroupName: group, UserName });
      const PolicyArn = "arn:aws:iam::aws:policy/AmazonEC2FullAccess";
      await aws("iam.attach_user_policy", { UserName, PolicyArn });
    });

    const simulate = (parameters: Input, query = DECISIONS) =>
      aws("iam.simulate_principal_policy", { PolicySourceArn: user, ...parameters }, query);

    it("simulates a user: without MFA nothing, with it what the policies allow", async () => {
      const ActionNames = ["ec2:RunInstances", "dynamodb:Scan"];
      const without = await simulate({ ActionNames });
      assert.deepEqual(without, ["explicitDeny", "explicitDeny"]);
      const ContextEntries = [mfa("true")];
      const with_ = await simulate({ ActionNames, ContextEntries });
      assert.deepEqual(with_, ["allowed", "implicitDeny"]);
    });

    it("simulates a user's right to change itself alone", async () => {
      const ResourceArns = [user, "arn:aws:iam::123456789012:user/other"];
      const read = await simulate({ ActionNames: ["iam:EnableMFADevice"], ResourceArns });
      assert.deepEqual(read, ["allowed", "implicitDeny"]);
    });

    it("names the policies that matter and the values that are missing", async () => {
      const query =
        "EvaluationResults[0].[MatchedStatements[].SourcePolicyId, MissingContextValues]";
      const read = await simulate({ ActionNames: ["s3:GetObject"] }, query);
      const [matched, missing] = read as [string[], string[]];
      assert.deepEqual(matched, [`group_${group}_mfa`]);
      assert.ok(missing.includes("aws:MultiFactorAuthPresent"));
      const nobody = { PolicySourceArn: `${user}s`, ActionNames: ["s3:GetObject"] };
      await assert.rejects(simulate(nobody), /NoSuchEntity/);
    });

    it("keeps whether a password has to be changed", async () => {
      const UserName = user.split("/")[1];
      const profile = { UserName, Password: "First-password-1", PasswordResetRequired: true };
      const query = "LoginProfile.PasswordResetRequired";
      assert.equal(await aws("iam.create_login_profile", profile, query), true);
      await aws("iam.update_login_profile", { ...profile, PasswordResetRequired: false });
      assert.equal(await aws("iam.get_login_profile", { UserName }, query), false);
    });

    it("simulates policies that nobody has", async () => {
      const allow = (Resource: string) =>
        document({ Effect: "Allow", Action: "s3:Get*", Resource });
      const simulateCustom = (parameters: Input) =>
        aws("iam.simulate_custom_policy", parameters, DECISIONS);
      const inputs = {
        PolicyInputList: [allow("arn:aws:s3:::class-*/*")],
        ActionNames: ["s3:GetObject"],
        ResourceArns: ["arn:aws:s3:::other/a", "arn:aws:s3:::class-1/a/b"],
      };
      assert.deepEqual(await simulateCustom(inputs), ["implicitDeny", "allowed"]);
      const PermissionsBoundaryPolicyInputList = [allow("arn:aws:s3:::other/*")];
      const bounded = { ...inputs, PermissionsBoundaryPolicyInputList };
      assert.deepEqual(await simulateCustom(bounded), ["implicitDeny", "implicitDeny"]);
      const broken = simulateCustom({ ...inputs, PolicyInputList: ["{"] });
      await assert.rejects(broken, /InvalidInput/);
    });

    it("understands the operators of conditions", async () => {
      for (const [condition, decision] of CONDITIONS) {
        const policy = { Effect: "Allow", Action: "*", Resource: "*", Condition: condition };
        const read = await aws(
          "iam.simulate_custom_policy",
          {
            PolicyInputList: [document(policy)],
            ActionNames: ["ec2:RunInstances"],
            ContextEntries: CONTEXT,
          },
          `${DECISIONS} | [0]`,
        );
        assert.equal(read, decision, JSON.stringify(condition));
      }
    });

    it("is enforced, with conditions, where moto is told to", async () => {
      const UserName = user.split("/")[1];
      const key = (await aws(
        "iam.create_access_key",
        { UserName },
        "AccessKey.[AccessKeyId, SecretAccessKey]",
      )) as [string, string];
      const from = async (unenforced: number | "inf") => {
        const url = `${emulator.endpoint}/moto-api/reset-auth`;
        assert.ok((await fetch(url, { method: "POST", body: String(unenforced) })).ok);
      };
      const describeVpcs = () => aws("ec2.describe_vpcs", {}, "length(Vpcs)", SEOUL, key);
      try {
        await from(0);
        await assert.rejects(describeVpcs(), /AccessDenied/);
        await from("inf");
        const policy = { GroupName: group, PolicyName: "mfa" };
        await aws("iam.delete_group_policy", policy);
        await from(0);
        assert.equal(typeof (await describeVpcs()), "number");
      } finally {
        await from("inf");
      }
    });
  });

  describe("after a reset", () => {
    it("has forgotten all of it", async () => {
      assert.notDeepEqual(await inventory(emulator), []);
      emulator = await resetEmulator(emulator);
      assert.deepEqual(await inventory(emulator), []);
      for (const [call, list] of LISTS) assert.deepEqual(await aws(call, {}, list), [], call);
    });
  });
});

/** What lists the things that patches keep in places of their own. */
const LISTS = [
  ["autoscaling.describe_notification_configurations", "NotificationConfigurations"],
  ["autoscaling.describe_scaling_activities", "Activities"],
  ["cloudfront.list_response_headers_policies", "ResponseHeadersPolicyList.Items[?Type=='custom']"],
  ["cloudfront.list_cache_policies", "CachePolicyList.Items[?Type=='custom']"],
  ["codedeploy.list_deployment_configs", "deploymentConfigsList[?!starts_with(@, 'CodeDeploy')]"],
  ["elasticbeanstalk.describe_application_versions", "ApplicationVersions"],
  ["elasticbeanstalk.describe_environments", "Environments"],
] as const;

/** What the simulated request carries. */
const CONTEXT = [
  { ContextKeyName: "aws:SourceIp", ContextKeyValues: ["203.0.113.7"], ContextKeyType: "ip" },
  { ContextKeyName: "ec2:Region", ContextKeyValues: ["ap-northeast-2"], ContextKeyType: "string" },
  { ContextKeyName: "aws:TagKeys", ContextKeyValues: ["lab", "x"], ContextKeyType: "stringList" },
  { ContextKeyName: "s3:max-keys", ContextKeyValues: ["10"], ContextKeyType: "numeric" },
];

const CONDITIONS = [
  [{ StringLike: { "ec2:Region": "ap-*" } }, "allowed"],
  [{ StringEquals: { "ec2:region": ["us-east-1", "ap-northeast-2"] } }, "allowed"],
  [{ StringNotEquals: { "ec2:Region": ["us-east-1", "ap-northeast-2"] } }, "implicitDeny"],
  [{ StringNotEquals: { "ec2:Owner": "amazon" } }, "allowed"],
  [{ StringEquals: { "ec2:Owner": "amazon" } }, "implicitDeny"],
  [{ StringEqualsIfExists: { "ec2:Owner": "amazon" } }, "allowed"],
  [{ Null: { "ec2:Owner": "true" } }, "allowed"],
  [{ Null: { "ec2:Region": "true" } }, "implicitDeny"],
  [{ IpAddress: { "aws:SourceIp": "203.0.113.0/24" } }, "allowed"],
  [{ NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" } }, "implicitDeny"],
  [{ NumericLessThanEquals: { "s3:max-keys": "10" } }, "allowed"],
  [{ NumericLessThan: { "s3:max-keys": 10 } }, "implicitDeny"],
  [{ DateGreaterThan: { "aws:CurrentTime": "2020-01-01T00:00:00Z" } }, "allowed"],
  [{ "ForAnyValue:StringEquals": { "aws:TagKeys": "lab" } }, "allowed"],
  [{ "ForAllValues:StringEquals": { "aws:TagKeys": "lab" } }, "implicitDeny"],
  [{ "ForAllValues:StringEquals": { "aws:TagKeys": ["lab", "x"] } }, "allowed"],
  [{ "ForAllValues:StringEquals": { "aws:Absent": "lab" } }, "allowed"],
] as const;
