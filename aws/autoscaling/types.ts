import { partsOf, type ServiceTypes } from "../contract/resource-type.ts";

export const GROUP = "aws:autoscaling/group:Group";
export const NOTIFICATION = "aws:autoscaling/notification:Notification";
export const SCALING_POLICY = "aws:autoscaling/policy:Policy";

export const types: ServiceTypes = {
  [GROUP]: {
    cloudFormation: "AWS::AutoScaling::AutoScalingGroup",
    stop: {
      action: "autoscaling:UpdateAutoScalingGroup",
      id: "name",
      arn: (id) => `autoScalingGroup:*:autoScalingGroupName/${id}`,
      // The maximum as well: otherwise a scaling policy would start instances again.
      input: (id) => ({ AutoScalingGroupName: id, MinSize: 0, MaxSize: 0, DesiredCapacity: 0 }),
    },
  },
  ...partsOf(GROUP, [NOTIFICATION, SCALING_POLICY]),
};
