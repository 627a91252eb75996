import type { Service } from "../contract/service.ts";
import { codeDeployApplications } from "./finder.ts";
import { computed } from "./mocks.ts";
import { prices } from "./price.ts";
import { ties } from "./ties.ts";
import { types } from "./types.ts";

export const service: Service = {
  types,
  prices,
  finders: [codeDeployApplications],
  ties,
  computed,
};
