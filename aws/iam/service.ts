import type { Service } from "../contract/service.ts";
import { groups, instanceProfiles, roles, users } from "./finder.ts";
import { computed } from "./mocks.ts";
import { prices } from "./price.ts";
import { types } from "./types.ts";

export const service: Service = {
  types,
  prices,
  finders: [groups, instanceProfiles, roles, users],
  computed,
};
