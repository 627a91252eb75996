import type { Service } from "../contract/service.ts";
import { children } from "./children.ts";
import { autoScalingGroups } from "./finder.ts";
import { freezes } from "./freeze.ts";
import { gates } from "./gates.ts";
import { computed } from "./mocks.ts";
import { prices } from "./price.ts";
import { quotas } from "./quotas.ts";
import { GROUP, types } from "./types.ts";
import { locks } from "./unlock.ts";

export const service: Service = {
  types,
  prices,
  finders: [autoScalingGroups],
  makerTags: [{ key: "aws:autoscaling:groupName", type: GROUP }],
  children,
  locks,
  freezes,
  computed,
  quotas,
  gates,
};
