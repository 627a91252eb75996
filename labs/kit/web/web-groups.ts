import type { AutoScalingGroup, Instance } from "@aws-sdk/client-auto-scaling";
import { autoScalingClient } from "../../../aws/autoscaling/client.ts";
import { GROUP } from "../../../aws/autoscaling/types.ts";
import { ec2Client } from "../../../aws/ec2/client.ts";
import type { Check, Subject } from "../../contract/check.ts";
import { expect } from "../../contract/outcome.ts";

/** A lab's Auto Scaling groups, from the stack's state. */
export const groupsOf = (lab: Subject["lab"]) => lab.all(GROUP);

/** An Auto Scaling group, as it is now on AWS. */
export async function groupNow(
  { aws }: Pick<Subject, "aws">,
  name: string,
): Promise<AutoScalingGroup> {
  const autoScaling = await aws.client(autoScalingClient);
  const { AutoScalingGroups = [] } = await autoScaling.describeAutoScalingGroups({
    AutoScalingGroupNames: [name],
  });
  const [group] = AutoScalingGroups;
  expect(group, `there is no Auto Scaling group ${name}`);
  return group;
}

/** The Auto Scaling group in a lab's output `groupName`. */
export const ownGroup = (subject: Subject): Promise<AutoScalingGroup> =>
  groupNow(subject, subject.lab.text("groupName"));

/** The servers of a group that are in service and healthy. */
export const inService = ({ Instances = [] }: Pick<AutoScalingGroup, "Instances">): Instance[] =>
  Instances.filter(
    ({ LifecycleState, HealthStatus }) =>
      LifecycleState === "InService" && HealthStatus === "Healthy",
  );

/** The user data of a group's new servers. */
export async function userDataOf(
  { aws }: Pick<Subject, "aws">,
  { AutoScalingGroupName = "", LaunchTemplate }: AutoScalingGroup,
): Promise<string> {
  const { LaunchTemplateId, Version } = LaunchTemplate ?? {};
  expect(LaunchTemplateId, `${AutoScalingGroupName} has no launch template`);
  const ec2 = await aws.client(ec2Client);
  const { LaunchTemplateVersions: [template] = [] } = await ec2.describeLaunchTemplateVersions({
    LaunchTemplateId,
    Versions: [Version ?? "$Default"],
  });
  return Buffer.from(template?.LaunchTemplateData?.UserData ?? "", "base64").toString();
}

/** A check for every lab with Auto Scaling groups. */
export const desiredAreInService: Check = {
  name: {
    en: "as many servers as desired are in service",
    ko: "원하는 용량만큼 서버가 서비스 중입니다",
  },
  hint: {
    en: "a launch takes 2 minutes (check --wait); the group's activity history (Activity tab) shows the quota or permission that a failed launch ran into",
    ko: "서버 시작에 2분 정도 걸립니다(check --wait). 시작에 실패했다면 어떤 할당량이나 권한 때문인지 그룹의 활동 기록(활동 탭)에 나옵니다",
  },
  async run(subject) {
    const states = await Promise.all(
      groupsOf(subject.lab).map(async ({ id, outputs }) => {
        const group = await groupNow(subject, id);
        const { DesiredCapacity = 0, SuspendedProcesses: suspended = [] } = group;
        // From the stack's state: a group that was set to 0 by hand desires no servers, and has none.
        const desired = Math.max(DesiredCapacity, Number(outputs.minSize ?? 0));
        const stopped = suspended.map(({ ProcessName = "" }) => ProcessName).join(", ");
        expect(stopped === "", `${id} has suspended processes: ${stopped}`);
        const count = inService(group).length;
        // During an instance refresh there may be more, because servers are launched before others are terminated.
        expect(count >= desired, `${id} has ${count} servers in service, ${desired} desired`);
        return `${id}: ${count}`;
      }),
    );
    return states.join(", ");
  },
};
