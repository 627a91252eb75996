import type { Service } from "../contract/service.ts";
import { logsOf } from "../logs/written-by.ts";
import { databaseSnapshots, retainedBackups } from "./backup-finder.ts";
import { databases, parameterGroups, subnetGroups } from "./finder.ts";
import { listed } from "./listed.ts";
import { computed } from "./mocks.ts";
import { prices } from "./price.ts";
import { INSTANCE, types } from "./types.ts";
import { locks } from "./unlock.ts";

export const service: Service = {
  types,
  prices,
  listed,
  finders: [databases, parameterGroups, subnetGroups, databaseSnapshots, retainedBackups],
  ties: logsOf("/aws/rds/instance/", INSTANCE),
  locks,
  computed,
};
