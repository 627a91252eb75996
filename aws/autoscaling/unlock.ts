import type { DeletionProtection } from "@aws-sdk/client-auto-scaling";
import type { Aws } from "../clients.ts";
import { type Lock, type Lockable, regionIn } from "../contract/lock.ts";
import type { Service } from "../contract/service.ts";
import { autoScalingClient } from "./client.ts";
import { GROUP } from "./types.ts";

async function describe(aws: Aws, resource: Lockable) {
  const autoScaling = await aws.client(autoScalingClient, regionIn(resource));
  const AutoScalingGroupName = resource.id;
  const { AutoScalingGroups = [] } = await autoScaling.describeAutoScalingGroups({
    AutoScalingGroupNames: [AutoScalingGroupName],
  });
  return { autoScaling, AutoScalingGroupName, group: AutoScalingGroups[0] };
}

/** https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-instance-protection.html */
const scaleInProtection: Lock = {
  name: "scale-in protection of its servers",
  async find(aws, resource) {
    const { autoScaling, AutoScalingGroupName, group } = await describe(aws, resource);
    const InstanceIds = (group?.Instances ?? []).flatMap(({ InstanceId, ProtectedFromScaleIn }) =>
      ProtectedFromScaleIn && InstanceId !== undefined ? [InstanceId] : [],
    );
    if (InstanceIds.length === 0) return undefined;
    const set = (ProtectedFromScaleIn: boolean) =>
      autoScaling.setInstanceProtection({
        AutoScalingGroupName,
        InstanceIds,
        ProtectedFromScaleIn,
      });
    return { lift: () => set(false), restore: () => set(true) };
  },
};

/** A group whose Terminate process is suspended never becomes empty. https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-suspend-resume-processes.html */
const suspendedProcesses: Lock = {
  name: "suspended processes",
  async find(aws, resource) {
    const { autoScaling, AutoScalingGroupName, group } = await describe(aws, resource);
    const ScalingProcesses = (group?.SuspendedProcesses ?? []).flatMap(
      ({ ProcessName }) => ProcessName ?? [],
    );
    if (ScalingProcesses.length === 0) return undefined;
    const query = { AutoScalingGroupName, ScalingProcesses };
    return {
      lift: () => autoScaling.resumeProcesses(query),
      restore: () => autoScaling.suspendProcesses(query),
    };
  },
};

/** https://docs.aws.amazon.com/autoscaling/ec2/userguide/resource-deletion-protection.html */
const deletionProtection: Lock = {
  name: "deletion protection",
  async find(aws, resource) {
    const { autoScaling, AutoScalingGroupName, group } = await describe(aws, resource);
    const was: DeletionProtection = group?.DeletionProtection ?? "none";
    if (was === "none") return undefined;
    const set = (DeletionProtection: DeletionProtection) =>
      autoScaling.updateAutoScalingGroup({ AutoScalingGroupName, DeletionProtection });
    return { lift: () => set("none"), restore: () => set(was) };
  },
};

export const locks: NonNullable<Service["locks"]> = {
  [GROUP]: [deletionProtection, scaleInProtection, suspendedProcesses],
};
