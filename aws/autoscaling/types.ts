import { partsOf, type ServiceTypes } from "../contract/resource-type.ts";

export const GROUP = "aws:autoscaling/group:Group";
export const NOTIFICATION = "aws:autoscaling/notification:Notification";
export const SCALING_POLICY = "aws:autoscaling/policy:Policy";

export const types: ServiceTypes = {
  [GROUP]: {},
  ...partsOf(GROUP, [NOTIFICATION, SCALING_POLICY]),
};
