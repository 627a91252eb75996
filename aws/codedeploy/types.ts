import type { ServiceTypes } from "../contract/resource-type.ts";

export const APPLICATION = "aws:codedeploy/application:Application";
export const DEPLOYMENT_GROUP = "aws:codedeploy/deploymentGroup:DeploymentGroup";

export const types: ServiceTypes = {
  [APPLICATION]: {},
  [DEPLOYMENT_GROUP]: { partOf: APPLICATION, names: ["deploymentGroupName"] },
};
