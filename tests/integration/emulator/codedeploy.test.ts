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

  it("deletes an application with all that belongs to it", async () => {
    await aws("codedeploy.delete_application", app);
    await aws("codedeploy.delete_deployment_config", config);
    assert.deepEqual(await left(app.applicationName), []);
  });

  it("forgets all of it in a reset", () => forgets(LISTS));
});
