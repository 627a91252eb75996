import type { Service } from "../contract/service.ts";
import { children } from "./children.ts";
import { tables } from "./finder.ts";
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
  finders: [tables],
  children,
  locks,
  computed,
  quotas,
};
