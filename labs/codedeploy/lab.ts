import path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { Bundle } from "../../components/deploy/bundle.ts";
import { Deployment } from "../../components/deploy/deployment.ts";
import { Monitoring } from "../../components/watching/monitoring.ts";
import { linuxUserData } from "../../components/server/user-data.ts";
import { WebGroup } from "../../components/web/web-group.ts";
import { WebTier } from "../../components/web/web-tier.ts";
import { defineLab } from "../contract/lab.ts";
import { instanceType, versionName } from "../contract/settings.ts";
import { labFolder } from "../kit/site/site-folder.ts";
import { webPage } from "../kit/web/web-page.ts";

export const codedeploy = defineLab({
  id: "codedeploy",
  title: { ko: "배포 자동화: CodeDeploy", en: "Automatic deployment with CodeDeploy" },
  teaches:
    "Write an AppSpec file with its hooks, pack it with the application and deploy it: in place, server by server, or " +
    "blue/green to other servers. Break a hook or force an alarm, and watch CodeDeploy bring the last version back.",
  settings: z.strictObject({
    version: versionName().default("v1"),
    instanceType: instanceType().default("t3.micro"),
    servers: z.int().min(1).max(5).default(2),
  }),
  build({ parent, name, config, network, tags }, { version, instanceType, servers }) {
    const child = { parent };
    const bundle = new Bundle(
      name,
      { files: application(version), forceDestroy: !config.protect },
      child,
    );
    const { vpcId, publicSubnetIds: subnetIds } = network();
    const userData = linuxUserData([
      { name: "web-server", env: { PAGE: webPage("nothing deployed", "#666666") } },
      { name: "codedeploy-agent", env: { REGION: config.region } },
    ]);
    const group = { userData, min: servers };
    const tier = new WebTier(
      name,
      {
        vpcId,
        subnetIds,
        instanceType,
        fleet: { kind: "autoScaling", ...group },
        inlinePolicies: { "read-bundle": bundle.readPolicy },
        tags,
      },
      child,
    );
    // Without a target group: CodeDeploy registers these servers once they have the new version.
    const { securityGroupId, profileName } = tier;
    const replacement = new WebGroup(
      `${name}-replacement`,
      { ...group, subnetIds, securityGroupId, profileName, instanceType, tags },
      child,
    );
    const { loadBalancerArnSuffix: arnSuffix, targetGroupArnSuffixes, groupNames } = tier;
    const monitoring = new Monitoring(
      name,
      {
        ...(config.email !== undefined && { email: config.email }),
        loadBalancers: { web: { arnSuffix, targetGroupArnSuffixes } },
        dashboard: false,
      },
      child,
    );
    const groupName = groupNames.web;
    const suffix = targetGroupArnSuffixes.web;
    if (!groupName || !suffix) throw new Error(`${name}: the web tier has no group "web"`);
    const alarmNames = Object.values(monitoring.alarmNames);
    const deployment = new Deployment(
      name,
      { groupName, targetGroupName: nameIn(suffix), alarmNames },
      child,
    );

    const { applicationName, inPlaceGroupName, blueGreenGroupName } = deployment;
    const deploy = (to: pulumi.Output<string>) =>
      pulumi.interpolate`aws deploy create-deployment --application-name ${applicationName} --deployment-group-name ${to} --s3-location bucket=${bundle.bucketName},key=${bundle.key},bundleType=zip,version=${bundle.versionId}`;
    return {
      url: tier.url,
      version,
      deployInPlace: deploy(inPlaceGroupName),
      deployBlueGreen: pulumi.interpolate`${deploy(blueGreenGroupName)} --target-instances autoScalingGroups=${replacement.groupName}`,
      deployments: pulumi.interpolate`aws deploy list-deployments --application-name ${applicationName} --deployment-group-name ${inPlaceGroupName}`,
      forceAlarm: pulumi.interpolate`aws cloudwatch set-alarm-state --alarm-name ${alarmNames[0] ?? ""} --state-value ALARM --state-reason class`,
      applicationName,
      deploymentGroupNames: { inPlace: inPlaceGroupName, blueGreen: blueGreenGroupName },
      groupNames: { ...groupNames, replacement: replacement.groupName },
    };
  },
});

/** The sample application of codedeploy/app, and its page for a version. */
function application(version: string): pulumi.asset.AssetArchive {
  const app = labFolder("codedeploy", "app");
  return new pulumi.asset.AssetArchive({
    "appspec.yml": new pulumi.asset.FileAsset(path.join(app, "appspec.yml")),
    hooks: new pulumi.asset.FileArchive(path.join(app, "hooks")),
    "site/index.html": new pulumi.asset.StringAsset(webPage(version)),
  });
}

/** The name in what CloudWatch calls a target group: `targetgroup/name/id`. */
const nameIn = (suffix: pulumi.Output<string>): pulumi.Output<string> =>
  suffix.apply((text) => text.split("/")[1] ?? text);
