import type { ServiceTypes } from "../contract/resource-type.ts";

export const INSTANCE = "aws:rds/instance:Instance";
export const PARAMETER_GROUP = "aws:rds/parameterGroup:ParameterGroup";
export const SNAPSHOT = "aws:rds/snapshot:Snapshot";
export const SUBNET_GROUP = "aws:rds/subnetGroup:SubnetGroup";

export const types: ServiceTypes = {
  [INSTANCE]: { holdsData: true, names: ["identifier", "resourceId"] },
  [PARAMETER_GROUP]: {},
  [SNAPSHOT]: {},
  [SUBNET_GROUP]: {},
};
