import type { ServiceTypes } from "../contract/resource-type.ts";

export const APPLICATION = "aws:elasticbeanstalk/application:Application";
export const APPLICATION_VERSION = "aws:elasticbeanstalk/applicationVersion:ApplicationVersion";
export const ENVIRONMENT = "aws:elasticbeanstalk/environment:Environment";

export const types: ServiceTypes = {
  [APPLICATION]: {},
  [APPLICATION_VERSION]: { partOf: APPLICATION },
  [ENVIRONMENT]: { runs: ["aws:autoscaling/group:Group", "autoscalingGroups", "0"] },
};
