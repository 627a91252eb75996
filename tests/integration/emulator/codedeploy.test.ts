import assert from "node:assert/strict";
import type { Input } from "../../support/engine/aws-calls.ts";
import { emulatedAws } from "../../support/engine/emulated-aws.ts";

/** What lists the things that the patch keeps in places of its own. */
const LISTS = [
  ["codedeploy.list_deployment_configs", "deploymentConfigsList[?!starts_with(@, 'CodeDeploy')]"],
] as const;

/** What engine/emulator/patches/codedeploy/ adds to moto. */
describe("CodeDeploy on the emulator", () => {
  const { aws, awsText, unique, left, forgets } = emulatedAws();

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

  it("ends a blue/green deployment with other servers in the place of the first", async () => {
    const name = unique("fleet");
    const launch = { ImageId: "ami-12345678", InstanceType: "t3.micro" };
    const template = { LaunchTemplateName: name };
    await aws("ec2.create_launch_template", { ...template, LaunchTemplateData: launch });
    const VpcId = await awsText("ec2.describe_vpcs", {}, "Vpcs[0].VpcId");
    const TargetGroupArn = await awsText(
      "elbv2.create_target_group",
      { Name: name, Protocol: "HTTP", Port: 80, VpcId },
      "TargetGroups[0].TargetGroupArn",
    );
    const fleet = async (color: string): Promise<unknown> => {
      const AutoScalingGroupName = `${name}-${color}`;
      await aws("autoscaling.create_auto_scaling_group", {
        ...{ AutoScalingGroupName, MinSize: 2, MaxSize: 2 },
        LaunchTemplate: { ...template, Version: "$Latest" },
        AvailabilityZones: ["ap-northeast-2a"],
        ...(color === "blue" && { TargetGroupARNs: [TargetGroupArn] }),
      });
      const ids = "sort(AutoScalingGroups[0].Instances[].InstanceId)";
      const names = { AutoScalingGroupNames: [AutoScalingGroupName] };
      return aws("autoscaling.describe_auto_scaling_groups", names, ids);
    };
    const targets = () =>
      aws(
        "elbv2.describe_target_health",
        { TargetGroupArn },
        "sort(TargetHealthDescriptions[].Target.Id)",
      );
    assert.deepEqual(await fleet("blue"), await targets());
    const green = await fleet("green");
    await aws("codedeploy.update_deployment_group", {
      ...{ ...app, currentDeploymentGroupName: "web" },
      deploymentStyle: {
        ...{ deploymentType: "BLUE_GREEN", deploymentOption: "WITH_TRAFFIC_CONTROL" },
      },
      loadBalancerInfo: { targetGroupInfoList: [{ name }] },
    });
    const deploymentId = await awsText(
      "codedeploy.create_deployment",
      {
        ...group,
        revision: { revisionType: "String", string: { content: "{}" } },
        targetInstances: { autoScalingGroups: [`${name}-green`] },
      },
      "deploymentId",
    );
    for (let step = 0; step < 2; step++)
      await aws("codedeploy.get_deployment", { deploymentId }, "deploymentInfo.status");
    assert.deepEqual(await targets(), green);
    const serving = "deploymentGroupInfo.autoScalingGroups[].name";
    assert.deepEqual(await aws("codedeploy.get_deployment_group", group, serving), [
      `${name}-green`,
    ]);
  });

  it("deletes an application with all that belongs to it", async () => {
    await aws("codedeploy.delete_application", app);
    await aws("codedeploy.delete_deployment_config", config);
    assert.deepEqual(await left(app.applicationName), []);
  });

  it("forgets all of it in a reset", () => forgets(LISTS));
});
