import type { Service } from "../contract/service.ts";
import { children } from "./children.ts";
import { empty } from "./empty.ts";
import { buckets } from "./finder.ts";
import { gates } from "./gates.ts";
import { listed } from "./listed.ts";
import { computed } from "./mocks.ts";
import { prices } from "./price.ts";
import { quotas } from "./quotas.ts";
import { tagsNow } from "./tags.ts";
import { types } from "./types.ts";
import { locks } from "./unlock.ts";

export const service: Service = {
  types,
  prices,
  listed,
  finders: [buckets],
  children,
  empty,
  tagsNow,
  locks,
  computed,
  quotas,
  gates,
};
