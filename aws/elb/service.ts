import type { Service } from "../contract/service.ts";
import { loadBalancers, targetGroups } from "./finder.ts";
import { gates } from "./gates.ts";
import { listed } from "./listed.ts";
import { computed } from "./mocks.ts";
import { prices } from "./price.ts";
import { quotas } from "./quotas.ts";
import { types } from "./types.ts";
import { locks } from "./unlock.ts";

export const service: Service = {
  types,
  prices,
  listed,
  finders: [loadBalancers, targetGroups],
  interfaces: /^ELB (app|net|gwy)\//,
  locks,
  computed,
  quotas,
  gates,
};
