import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { STRESS_COMMAND } from "../../components/server/server-commands.ts";
import { linuxUserData } from "../../components/server/user-data.ts";
import { AlertTopic } from "../../components/watching/alert-topic.ts";
import { WebAccess } from "../../components/web/web-access.ts";
import { WebGroup, type WebGroupSettings } from "../../components/web/web-group.ts";
import { WebTier } from "../../components/web/web-tier.ts";
import { defineLab, type LabContext } from "../contract/lab.ts";
import { command, link, value } from "../contract/outputs.ts";
import { instanceType } from "../contract/instance-type.ts";
import { webPage } from "../kit/web/web-page.ts";

const settings = z
  .strictObject({
    instanceType: instanceType().default("t3.micro").meta({
      description: "Instance type of the servers.",
      ko: "서버의 인스턴스 유형.",
    }),
    min: z.int().min(0).max(10).default(1).meta({
      description: "Minimum number of servers in the group.",
      ko: "그룹의 최소 서버 수.",
    }),
    desired: z.int().min(0).max(10).default(1).meta({
      description: "Number of servers that the group starts with.",
      ko: "그룹이 처음 시작하는 서버 수.",
    }),
    max: z.int().min(1).max(10).default(3).meta({
      description: "Maximum number of servers in the group.",
      ko: "그룹의 최대 서버 수.",
    }),
    cpuTargetPercent: z.int().min(10).max(90).default(50).meta({
      description: "Average CPU utilization that the group keeps, in percent.",
      ko: "그룹이 유지하는 평균 CPU 사용률(%).",
    }),
    loadBalancer: z.boolean().default(false).meta({
      description: "Whether an Application Load Balancer stands in front of the group.",
      ko: "그룹 앞에 Application Load Balancer를 둘지 여부.",
    }),
    notifications: z.boolean().default(true).meta({
      description: "Whether launches and terminations are sent to an SNS topic.",
      ko: "서버의 시작과 종료를 SNS 주제로 알릴지 여부.",
    }),
  })
  .check(({ value: { min, desired, max }, issues }) => {
    if (min <= desired && desired <= max) return;
    const params = { fix: "choose min <= desired <= max" };
    const message = `min ${min}, desired ${desired} and max ${max} contradict each other`;
    issues.push({ code: "custom", path: ["desired"], message, params, input: desired });
  });

export const autoScaling = defineLab({
  id: "auto-scaling",
  title: { ko: "Auto Scaling", en: "Auto Scaling" },
  teaches: {
    en:
      "Let a group of servers grow with its load and shrink again. Raise the load with stress-ng and watch a server " +
      "launch; stop the load and watch it terminate. Read the group's activity history, and explain what the group does " +
      "when a server fails.",
    ko:
      "부하에 따라 서버 그룹이 늘어났다가 다시 줄어들게 합니다. stress-ng로 부하를 주어 서버가 추가되는 것을 보고, " +
      "부하를 멈추어 서버가 종료되는 것을 봅니다. 그룹의 활동 기록을 읽고, 서버에 장애가 나면 그룹이 어떻게 하는지 설명합니다.",
  },
  settings,
  outputs: {
    groupName: value("Auto Scaling group", "Auto Scaling 그룹"),
    url: link("Website", "웹사이트"),
    sessionManager: command(
      "Log in to a server with Session Manager",
      "Session Manager로 서버에 로그인",
    ),
    stress: command(
      "Load the CPU (on a server, after logging in)",
      "CPU에 부하 주기(로그인한 서버에서 실행)",
    ),
    activities: command("Show the activity history", "활동 기록 보기"),
  },
  build(context, { instanceType, loadBalancer, notifications, ...sizes }) {
    const { parent, name, config } = context;
    const topic = notifications
      ? new AlertTopic(name, { email: config.email }, { parent })
      : undefined;
    const userData = linuxUserData([
      { name: "web-server", env: { PAGE: webPage(name) } },
      { name: "install-stress" },
    ]);
    const group = { ...sizes, userData, notificationTopicArn: topic?.topicArn };
    const made = loadBalancer
      ? behindLoadBalancer(context, instanceType, group)
      : onItsOwn(context, instanceType, group);
    return {
      ...made,
      sessionManager: pulumi.interpolate`aws ssm start-session --target "$(aws autoscaling describe-auto-scaling-groups --auto-scaling-group-names ${made.groupName} --query "AutoScalingGroups[0].Instances[0].InstanceId" --output text)"`,
      stress: STRESS_COMMAND,
      activities: pulumi.interpolate`aws autoscaling describe-scaling-activities --auto-scaling-group-name ${made.groupName}`,
    };
  },
});

function behindLoadBalancer(
  { parent, name, network, tags }: LabContext,
  instanceType: string,
  group: WebGroupSettings,
) {
  const { vpcId, publicSubnetIds: subnetIds } = network();
  const fleet = { kind: "autoScaling", ...group } as const;
  const tier = new WebTier(name, { vpcId, subnetIds, instanceType, fleet, tags }, { parent });
  return { groupName: tier.groupNames.web, url: tier.url };
}

function onItsOwn(
  { parent, name, network, tags }: LabContext,
  instanceType: string,
  group: WebGroupSettings,
) {
  const { vpcId, publicSubnetIds: subnetIds } = network();
  const { securityGroupId, profileName } = new WebAccess(name, { vpcId }, { parent });
  const place = { subnetIds, securityGroupId, profileName };
  const made = new WebGroup(name, { ...place, instanceType, ...group, tags }, { parent });
  return { groupName: made.groupName };
}
