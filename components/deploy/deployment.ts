import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { after } from "../shared/after.ts";

export interface DeploymentArgs {
  /** The name of the Auto Scaling group that serves now. Its servers run the CodeDeploy agent and may read the bundle. */
  readonly groupName: pulumi.Input<string>;
  /** Name of the target group that the servers are registered with. */
  readonly targetGroupName: pulumi.Input<string>;
  /** CloudWatch alarms that stop a deployment and roll back to the last version, 10 at most. @default none */
  readonly alarmNames?: readonly pulumi.Input<string>[];
}

/**
 * CodeDeploy for an Auto Scaling group behind a load balancer: one application, and two ways to deploy a new version. In place
 * takes the servers out of rotation one by one. Blue/green deploys to other servers, which are specified when a deployment is
 * created (`--target-instances autoScalingGroups=...`), and registers them instead of the first ones. A deployment that fails,
 * or that an alarm stops, is rolled back.
 *
 * Blue/green uses existing servers (DISCOVER_EXISTING) and leaves both groups running; afterwards its deployment group names
 * the group that serves, and going back is a deployment to the first one. Set `targetsByDeployment` on both Auto Scaling
 * groups. CodeDeploy's other way is to copy the Auto Scaling group: the copy is in no state, and would outlive the stack.
 *
 * @example
 * const tier = new WebTier("shop", { ... });
 * new Deployment("shop", { groupName: tier.groupNames.web, targetGroupName: "shop-0123456", alarmNames: [alarm.name] });
 *
 * Costs nothing on EC2.
 */
export class Deployment extends pulumi.ComponentResource {
  readonly applicationName: pulumi.Output<string>;
  /** The deployment group that updates the servers in place. */
  readonly inPlaceGroupName: pulumi.Output<string>;
  /** The deployment group that moves the visitors to other servers. */
  readonly blueGreenGroupName: pulumi.Output<string>;
  /** The role that CodeDeploy assumes. */
  readonly serviceRoleArn: pulumi.Output<string>;

  /** @throws when there are more than 10 alarms. */
  constructor(name: string, args: DeploymentArgs, opts?: pulumi.ComponentResourceOptions) {
    super("class:deployment:Deployment", name, {}, opts);
    const { groupName, targetGroupName, alarmNames = [] } = args;
    if (alarmNames.length > MAX_ALARMS)
      throw new Error(
        `${name} has ${alarmNames.length} alarms, a deployment group supports ${MAX_ALARMS}`,
      );
    const child = { parent: this };

    const role = new aws.iam.Role(
      name,
      { assumeRolePolicy: BY_CODEDEPLOY, forceDetachPolicies: true },
      child,
    );
    const attached = new aws.iam.RolePolicyAttachment(
      name,
      { role: role.name, policyArn: SERVICE_POLICY },
      child,
    );
    // A deployment group can be created only when its role may read the servers; CodeDeploy also uses the role to clean up.
    const serviceRoleArn = after(role.arn, attached);
    const application = new aws.codedeploy.Application(name, { computePlatform: "Server" }, child);
    const common = {
      appName: application.name,
      serviceRoleArn,
      loadBalancerInfo: { targetGroupInfos: [{ name: targetGroupName }] },
      autoRollbackConfiguration: {
        enabled: true,
        events: [
          "DEPLOYMENT_FAILURE",
          ...(alarmNames.length > 0 ? ["DEPLOYMENT_STOP_ON_ALARM"] : []),
        ],
      },
      ...(alarmNames.length > 0 && {
        alarmConfiguration: { enabled: true, alarms: [...alarmNames] },
      }),
    };
    const inPlace = new aws.codedeploy.DeploymentGroup(
      `${name}-in-place`,
      {
        ...common,
        deploymentGroupName: "in-place",
        // By name: CodeDeploy then also deploys to each server that the group launches later.
        autoscalingGroups: [groupName],
        deploymentConfigName: "CodeDeployDefault.OneAtATime",
        deploymentStyle: { deploymentType: "IN_PLACE", deploymentOption: "WITH_TRAFFIC_CONTROL" },
      },
      child,
    );
    const blueGreen = new aws.codedeploy.DeploymentGroup(
      `${name}-blue-green`,
      {
        ...common,
        deploymentGroupName: "blue-green",
        // The same servers, by the tag that Auto Scaling adds to them: an Auto Scaling group must not be in two deployment
        // groups, because their deployments to a new server would conflict.
        // https://docs.aws.amazon.com/codedeploy/latest/userguide/troubleshooting-auto-scaling.html
        ec2TagFilters: [
          { type: "KEY_AND_VALUE", key: "aws:autoscaling:groupName", value: groupName },
        ],
        deploymentConfigName: "CodeDeployDefault.AllAtOnce",
        deploymentStyle: { deploymentType: "BLUE_GREEN", deploymentOption: "WITH_TRAFFIC_CONTROL" },
        blueGreenDeploymentConfig: {
          greenFleetProvisioningOption: { action: "DISCOVER_EXISTING" },
          deploymentReadyOption: { actionOnTimeout: "CONTINUE_DEPLOYMENT" },
          terminateBlueInstancesOnDeploymentSuccess: { action: "KEEP_ALIVE" },
        },
      },
      // After the first deployment, CodeDeploy changes these itself to name the servers that serve, which an `up` would undo.
      { ...child, ignoreChanges: ["ec2TagFilters", "autoscalingGroups"] },
    );

    this.applicationName = application.name;
    this.inPlaceGroupName = inPlace.deploymentGroupName;
    this.blueGreenGroupName = blueGreen.deploymentGroupName;
    this.serviceRoleArn = role.arn;
    this.registerOutputs({ applicationName: this.applicationName });
  }
}

const MAX_ALARMS = 10;

const SERVICE_POLICY = "arn:aws:iam::aws:policy/service-role/AWSCodeDeployRole";

const BY_CODEDEPLOY = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Action: "sts:AssumeRole",
      Principal: { Service: "codedeploy.amazonaws.com" },
    },
  ],
});
