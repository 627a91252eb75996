import type { AutoScalingGroup, Instance } from "@aws-sdk/client-auto-scaling";
import { autoScalingClient } from "../../../aws/autoscaling/client.ts";
import { ec2Client } from "../../../aws/ec2/client.ts";
import type { Check, Subject } from "../../contract/check.ts";
import { expect } from "../../contract/outcome.ts";

/** A lab's Auto Scaling groups, in the stack's record. */
export const groupsOf = (lab: Subject["lab"]) => lab.all("aws:autoscaling/group:Group");

/** An Auto Scaling group as AWS has it now. */
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

/** The servers of a group that do their work. */
export const inService = ({ Instances = [] }: Pick<AutoScalingGroup, "Instances">): Instance[] =>
  Instances.filter(
    ({ LifecycleState, HealthStatus }) =>
      LifecycleState === "InService" && HealthStatus === "Healthy",
  );

/** What a group's new servers are told at their first boot. */
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

/** What every lab with Auto Scaling groups shows of them. */
export const desiredAreInService: Check = {
  name: "as many servers as desired are in service",
  hint: "read why in the group's activity log (Activity tab): a launch takes 2 minutes (check --wait); one that fails says which limit or permission it hit",
  async run(subject) {
    const states = await Promise.all(
      groupsOf(subject.lab).map(async ({ id }) => {
        const group = await groupNow(subject, id);
        const { DesiredCapacity: desired = 0, SuspendedProcesses: suspended = [] } = group;
        const stopped = suspended.map(({ ProcessName = "" }) => ProcessName).join(", ");
        expect(stopped === "", `${id} has suspended ${stopped}`);
        const count = inService(group).length;
        // More of them while an instance refresh launches before it terminates.
        expect(count >= desired, `${id} has ${count} servers in service, ${desired} desired`);
        return `${id}: ${count}`;
      }),
    );
    return states.join(", ");
  },
};
