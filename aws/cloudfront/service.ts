import type { Service } from "../contract/service.ts";
import {
  distributions,
  originAccessControls,
  responseHeadersPolicies,
  usingDistributions,
} from "./finder.ts";
import { gates } from "./gates.ts";
import { computed } from "./mocks.ts";
import { prices } from "./price.ts";
import { quotas } from "./quotas.ts";
import { types } from "./types.ts";

export const service: Service = {
  types,
  prices,
  finders: [distributions, originAccessControls, responseHeadersPolicies],
  obstacles: [usingDistributions],
  computed,
  quotas,
  gates,
};
