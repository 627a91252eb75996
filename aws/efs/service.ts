import type { Service } from "../contract/service.ts";
import { children } from "./children.ts";
import { fileSystems } from "./finder.ts";
import { gates } from "./gates.ts";
import { listed } from "./listed.ts";
import { made } from "./made.ts";
import { computed } from "./mocks.ts";
import { prices } from "./price.ts";
import { quotas } from "./quotas.ts";
import { types } from "./types.ts";

export const service: Service = {
  types,
  prices,
  listed,
  finders: [fileSystems],
  interfaces: /^EFS mount target for fs-/,
  children,
  made,
  computed,
  quotas,
  gates,
};
