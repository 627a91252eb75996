import type { ServiceTypes } from "../contract/resource-type.ts";

export const CLUSTER = "aws:rds/cluster:Cluster";
export const CLUSTER_SNAPSHOT = "aws:rds/clusterSnapshot:ClusterSnapshot";
export const INSTANCE = "aws:rds/instance:Instance";
export const PARAMETER_GROUP = "aws:rds/parameterGroup:ParameterGroup";
export const SNAPSHOT = "aws:rds/snapshot:Snapshot";
export const SUBNET_GROUP = "aws:rds/subnetGroup:SubnetGroup";

export const types: ServiceTypes = {
  [CLUSTER]: {},
  [CLUSTER_SNAPSHOT]: {},
  [INSTANCE]: {
    holdsData: true,
    cloudFormation: "AWS::RDS::DBInstance",
    names: ["identifier", "resourceId"],
    stop: {
      action: "rds:StopDBInstance",
      id: "identifier",
      arn: (id) => `db:${id}`,
      input: (id) => ({ DbInstanceIdentifier: id }),
    },
  },
  [PARAMETER_GROUP]: {},
  [SNAPSHOT]: {},
  [SUBNET_GROUP]: {},
};
