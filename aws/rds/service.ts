import type { Service } from "../contract/service.ts";
import { logsOf } from "../logs/written-by.ts";
import { databaseSnapshots, retainedBackups } from "./backup-finder.ts";
import { children } from "./children.ts";
import { clusters, clusterSnapshots } from "./cluster-finder.ts";
import { databases, parameterGroups, subnetGroups, usingDatabases } from "./finder.ts";
import { freezes } from "./freeze.ts";
import { gates } from "./gates.ts";
import { listed } from "./listed.ts";
import { computed } from "./mocks.ts";
import { offers } from "./offers.ts";
import { prices } from "./price.ts";
import { quotas } from "./quotas.ts";
import { INSTANCE, types } from "./types.ts";
import { locks } from "./unlock.ts";

export const service: Service = {
  types,
  prices,
  listed,
  finders: [
    databases,
    clusters,
    parameterGroups,
    subnetGroups,
    databaseSnapshots,
    clusterSnapshots,
    retainedBackups,
  ],
  obstacles: [usingDatabases],
  interfaces: /^RDSNetworkInterface$/,
  ties: logsOf("/aws/rds/instance/", INSTANCE),
  children,
  locks,
  freezes,
  computed,
  quotas,
  gates,
  offers,
};
