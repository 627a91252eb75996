import { partsOf, type ServiceTypes } from "../contract/resource-type.ts";

export const GROUP = "aws:autoscaling/group:Group";
export const NOTIFICATION = "aws:autoscaling/notification:Notification";
export const SCALING_POLICY = "aws:autoscaling/policy:Policy";

export const types: ServiceTypes = {
  [GROUP]: {
    stop: {
      action: "autoscaling:UpdateAutoScalingGroup",
      id: "name",
      arn: (id) => `autoScalingGroup:*:autoScalingGroupName/${id}`,
      // The maximum too: else a scaling policy starts servers again.
      input: (id) => ({ AutoScalingGroupName: id, MinSize: 0, MaxSize: 0, DesiredCapacity: 0 }),
    },
  },
  ...partsOf(GROUP, [NOTIFICATION, SCALING_POLICY]),
};
