import { STACK } from "../cloudformation/types.ts";
import { all, type Finder, type Place, tagsOf } from "../contract/finder.ts";
import { ENVIRONMENT } from "../elasticbeanstalk/types.ts";
import { instancesIn } from "../ec2/finder.ts";
import { endedServers } from "./activities.ts";
import { autoScalingClient } from "./client.ts";
import { GROUP } from "./types.ts";

export const autoScalingGroups: Finder = {
  kind: "Auto Scaling group",
  types: [GROUP],
  named: true,
  arns: ["autoscaling:*"],
  after: [STACK, ENVIRONMENT],
  async find(place) {
    const autoScaling = await place.client(autoScalingClient);
    const found = await all(
      autoScaling.paginateDescribeAutoScalingGroups({}),
      ({ AutoScalingGroups }) => AutoScalingGroups,
    );
    const hasServers = found.some(({ Instances = [] }) => Instances.length > 0);
    const launches = hasServers ? await launchTimes(place) : new Map<string, Date>();
    return found.map(({ AutoScalingGroupName = "", AutoScalingGroupARN, ...group }) => ({
      id: AutoScalingGroupName,
      arn: AutoScalingGroupARN,
      name: AutoScalingGroupName,
      tags: tagsOf(group.Tags),
      createdAt: group.CreatedTime,
      ties: (group.VPCZoneIdentifier ?? "")
        .split(",")
        .filter((id) => id !== "")
        .map((id) => ({ how: "in", id, bond: "inside" as const })),
      charges: [], // its instances are charged
      size: { desiredCapacity: (group.Instances ?? []).length },
      servers: (group.Instances ?? []).map(({ InstanceId = "" }) => ({
        id: InstanceId,
        at: launches.get(InstanceId),
      })),
      ended: () => endedServers(autoScaling, AutoScalingGroupName),
      going: group.Status !== undefined,
      remove: () => autoScaling.deleteAutoScalingGroup({ AutoScalingGroupName, ForceDelete: true }),
    }));
  },
};

/** When the instances of a region were launched, by id. */
async function launchTimes(place: Place): Promise<ReadonlyMap<string, Date>> {
  // Their own finder reports the error; the groups are known without it, only not since when each server runs.
  const instances = await instancesIn(place).catch(() => []);
  return new Map(
    instances.flatMap(({ InstanceId, LaunchTime }) =>
      InstanceId === undefined || LaunchTime === undefined ? [] : [[InstanceId, LaunchTime]],
    ),
  );
}
