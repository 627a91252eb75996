import { FROZEN, type Freeze, frozenAs } from "../contract/freeze.ts";
import type { Service } from "../contract/service.ts";
import { autoScalingClient } from "./client.ts";
import { GROUP } from "./types.ts";

/** The group's sizes, as stored in the tag: `1/2/4`. */
const SIZES = /^(\d+)\/(\d+)\/(\d+)$/;

const group: Freeze = {
  async freeze(aws, { id, region }) {
    const autoScaling = await aws.client(autoScalingClient, region);
    const { AutoScalingGroups = [] } = await autoScaling.describeAutoScalingGroups({
      AutoScalingGroupNames: [id],
    });
    const { MinSize = 0, DesiredCapacity = 0, MaxSize = 0 } = AutoScalingGroups[0] ?? {};
    if (MaxSize === 0) return false;
    const Value = `${MinSize}/${DesiredCapacity}/${MaxSize}`;
    await autoScaling.createOrUpdateTags({ Tags: [{ ...tagOf(id), Value }] });
    await autoScaling.updateAutoScalingGroup({
      ...{ AutoScalingGroupName: id, MinSize: 0, DesiredCapacity: 0, MaxSize: 0 },
    });
    return true;
  },
  async thaw(aws, { id, region }) {
    const autoScaling = await aws.client(autoScalingClient, region);
    const { AutoScalingGroups = [] } = await autoScaling.describeAutoScalingGroups({
      AutoScalingGroupNames: [id],
    });
    const [, min, desired, max] = SIZES.exec(frozenAs(AutoScalingGroups[0]?.Tags) ?? "") ?? [];
    if (max === undefined) return false;
    await autoScaling.updateAutoScalingGroup({
      ...{ AutoScalingGroupName: id, MinSize: Number(min) },
      ...{ DesiredCapacity: Number(desired), MaxSize: Number(max) },
    });
    await autoScaling.deleteTags({ Tags: [tagOf(id)] });
    return true;
  },
};

const tagOf = (ResourceId: string) => ({
  ...{ ResourceId, ResourceType: "auto-scaling-group", Key: FROZEN, PropagateAtLaunch: false },
});

export const freezes: NonNullable<Service["freezes"]> = { [GROUP]: group };
