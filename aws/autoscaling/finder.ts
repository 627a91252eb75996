import { all, type Finder, tagsOf } from "../contract/finder.ts";
import { autoScalingClient } from "./client.ts";
import { GROUP } from "./types.ts";

export const autoScalingGroups: Finder = {
  kind: "Auto Scaling group",
  types: [GROUP],
  named: true,
  arns: ["autoscaling:*"],
  after: [],
  async find({ client }) {
    const autoScaling = await client(autoScalingClient);
    const found = await all(
      autoScaling.paginateDescribeAutoScalingGroups({}),
      ({ AutoScalingGroups }) => AutoScalingGroups,
    );
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
      going: group.Status !== undefined,
      remove: () => autoScaling.deleteAutoScalingGroup({ AutoScalingGroupName, ForceDelete: true }),
    }));
  },
};
