import type { Service } from "../contract/service.ts";
import { classicLoadBalancers } from "./classic/finder.ts";
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
  finders: [loadBalancers, classicLoadBalancers, targetGroups],
  interfaces: /^ELB /,
  locks,
  computed,
  quotas,
  gates,
};
