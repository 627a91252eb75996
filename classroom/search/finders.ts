import { addresses, natGateways, networkInterfaces } from "./finders/addresses.ts";
import { buckets } from "./finders/buckets.ts";
import { fileSystems, tables } from "./finders/data.ts";
import {
  databases,
  databaseSnapshots,
  parameterGroups,
  retainedBackups,
  subnetGroups,
} from "./finders/databases.ts";
import {
  beanstalkApplications,
  codeDeployApplications,
  environments,
  stacks,
} from "./finders/deployments.ts";
import { groups, instanceProfiles, roles, users } from "./finders/identities.ts";
import { loadBalancers, targetGroups } from "./finders/load-balancers.ts";
import {
  internetGateways,
  networkAcls,
  routeTables,
  securityGroups,
  subnets,
  vpcs,
} from "./finders/networks.ts";
import { autoScalingGroups, instances, keyPairs, launchTemplates } from "./finders/servers.ts";
import { images, snapshots, volumes } from "./finders/volumes.ts";
import { endpoints, flowLogs, peerings } from "./finders/vpc-ends.ts";
import { alarms, budgets, dashboards, logGroups, topics } from "./finders/watching.ts";
import { distributions, hostedZones, originAccessControls } from "./finders/websites.ts";
import type { Finder } from "../../aws/contract/finder.ts";

/** Every kind that is looked for, in the order in which things are deleted: what makes or uses others comes first. */
export const FINDERS: readonly (readonly Finder[])[] = [
  [stacks, environments, codeDeployApplications, autoScalingGroups],
  [instances, loadBalancers, natGateways, databases, fileSystems, distributions, endpoints],
  [targetGroups, beanstalkApplications, launchTemplates, flowLogs, peerings],
  [networkInterfaces],
  [volumes],
  [images],
  [snapshots, databaseSnapshots, retainedBackups],
  [addresses, subnetGroups, parameterGroups, originAccessControls],
  [securityGroups],
  [subnets],
  [routeTables, networkAcls, internetGateways],
  [vpcs],
  [tables, buckets, hostedZones, alarms, dashboards, topics, logGroups, budgets, keyPairs],
  [users, instanceProfiles],
  [groups, roles],
];
