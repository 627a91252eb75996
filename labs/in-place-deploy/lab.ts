import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { type TemplateVersion, WebTier } from "../../components/web/web-tier.ts";
import { defineLab } from "../contract/lab.ts";
import { command, contact, link, value } from "../contract/outputs.ts";
import { instanceType } from "../contract/instance-type.ts";
import { versionName } from "../contract/settings.ts";
import { webPage } from "../kit/web/web-page.ts";

export const inPlaceDeploy = defineLab({
  id: "in-place-deploy",
  title: { ko: "현재 위치 배포", en: "Deploying in place" },
  teaches: {
    en:
      "Deploy a new version to a group of servers one by one, while the site keeps answering. Choose the share of " +
      "servers that must stay in service, follow the instance refresh, and explain what visitors see half-way. " +
      "A refresh that fails stops half-way and is not rolled back automatically: go back to the previous version.",
    ko:
      "사이트가 계속 응답하는 동안 서버 그룹에 새 버전을 한 대씩 배포합니다. " +
      "서비스 상태를 유지해야 하는 서버의 비율을 정하고, 인스턴스 새로 고침의 진행을 따라가며, 배포 도중에 방문자에게 무엇이 보이는지 설명합니다. " +
      "실패한 새로 고침은 도중에 멈추고 자동으로 롤백되지 않습니다. 이전 버전으로 직접 되돌립니다.",
  },
  settings: z.strictObject({
    version: versionName().default("v1").meta({
      description: "Version of the page; changing it starts an instance refresh.",
      ko: "페이지의 버전. 바꾸면 인스턴스 새로 고침이 시작됩니다.",
    }),
    instanceType: instanceType().default("t3.micro").meta({
      description: "Instance type of the servers.",
      ko: "서버의 인스턴스 유형.",
    }),
    servers: z.int().min(1).max(10).default(2).meta({
      description: "Number of servers in the group.",
      ko: "그룹의 서버 수.",
    }),
    // As in the class notes: with two servers, one is terminated, then its replacement is launched.
    minHealthyPercentage: z.int().min(0).max(100).default(50).meta({
      description:
        "Share of the servers that stays in service during a deployment, in percent; 100 launches new servers first.",
      ko: "배포하는 동안 서비스 상태를 유지하는 서버의 비율(%). 100이면 새 서버를 먼저 시작합니다.",
    }),
  }),
  outputs: {
    url: link("Website", "웹사이트"),
    version: value("Version", "버전"),
    groupName: value("Auto Scaling group", "Auto Scaling 그룹"),
    watch: contact("Watch the site's version", "사이트의 버전 지켜보기"),
    refreshes: command("Show the instance refreshes", "인스턴스 새로 고침 보기"),
    goBack: command(
      "Go back to the previous version, when a refresh fails",
      "새로 고침이 실패했을 때 이전 버전으로 되돌리기",
    ),
  },
  build({ parent, name, network, tags }, { version, instanceType, servers, ...refresh }) {
    const { vpcId, publicSubnetIds: subnetIds } = network();
    const page = webPage(version);
    const fleet = { kind: "autoScaling", page, min: servers, ...refresh } as const;
    const tier = new WebTier(name, { vpcId, subnetIds, instanceType, fleet, tags }, { parent });
    const groupName = tier.groupNames.web;
    return {
      url: tier.url,
      version,
      groupName,
      watch: pulumi.interpolate`while sleep 1; do curl --silent --max-time 2 ${tier.url} | grep '<title>' || echo 'no answer'; done`,
      refreshes: pulumi.interpolate`aws autoscaling describe-instance-refreshes --auto-scaling-group-name ${groupName}`,
      goBack: pulumi
        .all([groupName, tier.launchTemplates.web])
        .apply(([group = "", template]) => (template ? backCommands(group, template) : [])),
    };
  },
});

/**
 * Commands that restore the previous template version. Not `rollback-instance-refresh`: it works only while a refresh is
 * running, and returns to the group's version, which is already the new one. The effect is temporary: the next deployment
 * applies the setting `version` again.
 */
export function backCommands(group: string, { id, version }: TemplateVersion): string[] {
  if (version < 2) return [];
  const target = `LaunchTemplate={LaunchTemplateId=${id},Version=${version - 1}}`;
  const to = `--auto-scaling-group-name ${group}`;
  const states = `aws autoscaling describe-instance-refreshes ${to} --query 'InstanceRefreshes[].Status' --output text`;
  return [
    `aws autoscaling cancel-instance-refresh ${to}`,
    // AWS refuses another refresh until the canceled one has ended.
    `while ${states} | grep -E 'Pending|Progress|Cancelling|Baking'; do sleep 5; done`,
    `aws autoscaling start-instance-refresh ${to} --desired-configuration '${target}'`,
  ];
}
