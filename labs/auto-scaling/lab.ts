import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { AlertTopic } from "../../components/watching/alert-topic.ts";
import { STRESS_COMMAND } from "../../components/server/server-commands.ts";
import { linuxUserData } from "../../components/server/user-data.ts";
import { WebAccess } from "../../components/web/web-access.ts";
import { WebGroup, type WebGroupSettings } from "../../components/web/web-group.ts";
import { WebTier } from "../../components/web/web-tier.ts";
import { defineLab, type LabContext } from "../contract/lab.ts";
import { instanceType } from "../contract/settings.ts";
import { webPage } from "../kit/web/web-page.ts";

const settings = z
  .strictObject({
    instanceType: instanceType().default("t3.micro"),
    min: z.int().min(0).max(10).default(1),
    desired: z.int().min(0).max(10).default(1),
    max: z.int().min(1).max(10).default(3),
    cpuTargetPercent: z.int().min(10).max(90).default(50),
    loadBalancer: z.boolean().default(false),
    notifications: z.boolean().default(true),
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
  teaches:
    "Let a group of servers grow with its load and shrink again. Raise the load with stress-ng, watch a server come, " +
    "stop it and watch it go. Read the group's activity log, and say what the group does when a server dies.",
  settings,
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
