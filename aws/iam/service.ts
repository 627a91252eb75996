import type { Service } from "../contract/service.ts";
import { children } from "./children.ts";
import { groups, instanceProfiles, policies, roles, users } from "./finder.ts";
import { computed } from "./mocks.ts";
import { prices } from "./price.ts";
import { quotas } from "./quotas.ts";
import { types } from "./types.ts";

export const service: Service = {
  types,
  prices,
  finders: [groups, instanceProfiles, policies, roles, users],
  children,
  computed,
  quotas,
};
