import path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { Bundle } from "../../components/deploy/bundle.ts";
import { Deployment } from "../../components/deploy/deployment.ts";
import { linuxUserData } from "../../components/server/user-data.ts";
import { Monitoring } from "../../components/watching/monitoring.ts";
import { WebGroup } from "../../components/web/web-group.ts";
import { WebTier } from "../../components/web/web-tier.ts";
import { defineLab } from "../contract/lab.ts";
import { command, link, value } from "../contract/outputs.ts";
import { instanceType } from "../contract/instance-type.ts";
import { versionName } from "../contract/settings.ts";
import { labFolder } from "../kit/site/site-folder.ts";
import { webPage } from "../kit/web/web-page.ts";

export const codedeploy = defineLab({
  id: "codedeploy",
  title: { ko: "배포 자동화: CodeDeploy", en: "Automatic deployment with CodeDeploy" },
  teaches: {
    en:
      "Write an AppSpec file with its hooks, pack it with the application and deploy it: in place, server by server, or " +
      "blue/green to other servers. Break a hook or force an alarm, and watch CodeDeploy roll back to the last version.",
    ko:
      "AppSpec 파일과 후크를 작성하고 애플리케이션과 함께 묶어 배포합니다. 서버 한 대씩 현재 위치에 배포하거나, 다른 서버로 블루/그린 배포를 합니다. " +
      "후크를 고장 내거나 경보를 강제로 발생시켜 CodeDeploy가 이전 버전으로 롤백하는 것을 봅니다.",
  },
  settings: z.strictObject({
    version: versionName().default("v1").meta({
      description: "Version of the page in the bundle.",
      ko: "번들에 있는 페이지의 버전.",
    }),
    instanceType: instanceType().default("t3.micro").meta({
      description: "Instance type of the servers.",
      ko: "서버의 인스턴스 유형.",
    }),
    servers: z.int().min(1).max(5).default(2).meta({
      description: "Number of servers in each of the two groups.",
      ko: "두 그룹 각각의 서버 수.",
    }),
  }),
  outputs: {
    url: link("Website", "웹사이트"),
    version: value("Version", "버전"),
    deployInPlace: command("Deploy in place", "현재 위치 배포 시작"),
    deployBlueGreen: command(
      "Deploy blue/green: to the other servers",
      "블루/그린 배포 시작(다른 서버로)",
    ),
    deployBack: command(
      "Deploy blue/green back: to the first servers",
      "블루/그린 배포로 되돌리기(처음 서버로)",
    ),
    deployments: command("List the in-place deployments", "현재 위치 배포 목록 보기"),
    forceAlarm: command("Force an alarm", "경보 강제로 발생시키기"),
    applicationName: value("Application", "애플리케이션"),
    deploymentGroupNames: value("Deployment groups", "배포 그룹"),
    groupNames: value("Auto Scaling groups", "Auto Scaling 그룹"),
  },
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
    const group = { userData, min: servers, targetsByDeployment: true };
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
    // No target group: CodeDeploy registers these servers once they have the new version.
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
      deployBack: pulumi.interpolate`${deploy(blueGreenGroupName)} --target-instances autoScalingGroups=${groupName}`,
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

/** The name in a target group's identifier in CloudWatch: `targetgroup/name/id`. */
const nameIn = (suffix: pulumi.Output<string>): pulumi.Output<string> =>
  suffix.apply((text) => text.split("/")[1] ?? text);
