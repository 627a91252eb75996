import assert from "node:assert/strict";
import { Deployment, type DeploymentArgs } from "../../../components/deploy/deployment.ts";
import { ignoredChanges, only, record, type Recorded, refuses, run } from "../../support/mocks.ts";

const GROUP = "aws:codedeploy/deploymentGroup:DeploymentGroup";

const base: DeploymentArgs = {
  groupName: "web-1",
  targetGroupName: "web-tg",
  alarmNames: ["unhealthy"],
};

const make = (args: Partial<DeploymentArgs> = {}): Promise<Recorded[]> =>
  record(() => new Deployment("shop", { ...base, ...args }));

async function group(name: "in-place" | "blue-green", args: Partial<DeploymentArgs> = {}) {
  const resources = await make(args);
  return only(
    resources.filter(({ name: called }) => called === `shop-${name}`),
    GROUP,
  ).inputs;
}

describe("Deployment", () => {
  it("is an application for servers with two deployment groups", async () => {
    const resources = await make();
    const { inputs } = only(resources, "aws:codedeploy/application:Application");
    assert.equal(inputs.computePlatform, "Server");
    assert.deepEqual(
      resources
        .filter(({ type }) => type === GROUP)
        .map(({ inputs }) => inputs.deploymentGroupName),
      ["in-place", "blue-green"],
    );
  });

  it("deploys in place one by one, out of the load balancer's rotation", async () => {
    const inputs = await group("in-place");
    assert.deepEqual(inputs.deploymentStyle, {
      deploymentType: "IN_PLACE",
      deploymentOption: "WITH_TRAFFIC_CONTROL",
    });
    assert.equal(inputs.deploymentConfigName, "CodeDeployDefault.OneAtATime");
    assert.deepEqual(inputs.loadBalancerInfo, { targetGroupInfos: [{ name: "web-tg" }] });
    assert.deepEqual(inputs.autoscalingGroups, ["web-1"]);
  });

  it("deploys blue/green to servers that are there, and leaves both colors to the stack", async () => {
    const inputs = await group("blue-green");
    assert.deepEqual(inputs.blueGreenDeploymentConfig, {
      greenFleetProvisioningOption: { action: "DISCOVER_EXISTING" },
      deploymentReadyOption: { actionOnTimeout: "CONTINUE_DEPLOYMENT" },
      terminateBlueInstancesOnDeploymentSuccess: { action: "KEEP_ALIVE" },
    });
  });

  it("leaves to CodeDeploy what a blue/green deployment changes, so that no drift check reports it", async () => {
    const ignored = await ignoredChanges(GROUP, (opts) => new Deployment("shop", base, opts));
    assert.deepEqual(ignored, ["ec2TagFilters", "autoscalingGroups"]);
  });

  it("has the Auto Scaling group in one deployment group only", async () => {
    const inputs = await group("blue-green");
    assert.equal("autoscalingGroups" in inputs, false);
    assert.deepEqual(inputs.ec2TagFilters, [
      { type: "KEY_AND_VALUE", key: "aws:autoscaling:groupName", value: "web-1" },
    ]);
  });

  for (const name of ["in-place", "blue-green"] as const) {
    it(`goes back when a deployment ${name} fails or an alarm rings`, async () => {
      const inputs = await group(name);
      assert.deepEqual(inputs.autoRollbackConfiguration, {
        enabled: true,
        events: ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM"],
      });
      assert.deepEqual(inputs.alarmConfiguration, { enabled: true, alarms: ["unhealthy"] });
    });

    it(`goes back when a deployment ${name} fails, where nothing is watched`, async () => {
      const inputs = await group(name, { alarmNames: [] });
      assert.deepEqual(inputs.autoRollbackConfiguration, {
        enabled: true,
        events: ["DEPLOYMENT_FAILURE"],
      });
      assert.equal("alarmConfiguration" in inputs, false);
    });
  }

  it("acts by a role that CodeDeploy alone may take", async () => {
    const resources = await make();
    const { assumeRolePolicy } = only(resources, "aws:iam/role:Role").inputs;
    assert.match(String(assumeRolePolicy), /"Service":"codedeploy\.amazonaws\.com"/);
    const { policyArn } = only(
      resources,
      "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    ).inputs;
    assert.match(String(policyArn), /service-role\/AWSCodeDeployRole$/);
    assert.equal(
      (await group("in-place")).serviceRoleArn,
      (await group("blue-green")).serviceRoleArn,
    );
  });

  it("gives the names to deploy with", async () => {
    const { result } = await run(() => {
      const { inPlaceGroupName, blueGreenGroupName } = new Deployment("shop", base);
      return { inPlaceGroupName, blueGreenGroupName };
    });
    assert.deepEqual(result, { inPlaceGroupName: "in-place", blueGreenGroupName: "blue-green" });
  });

  it("refuses more alarms than CodeDeploy takes", async () => {
    const alarmNames = Array.from({ length: 11 }, (_, at) => `alarm-${at}`);
    await refuses(
      () => new Deployment("shop", { ...base, alarmNames }),
      /shop has 11 alarms, a deployment group supports 10/,
    );
  });
});
