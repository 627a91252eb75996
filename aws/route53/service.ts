import type { Service } from "../contract/service.ts";
import { children } from "./children.ts";
import { empty } from "./empty.ts";
import { hostedZones } from "./finder.ts";
import { answers, computed } from "./mocks.ts";
import { prices } from "./price.ts";
import { quotas } from "./quotas.ts";
import { types } from "./types.ts";

export const service: Service = {
  types,
  prices,
  finders: [hostedZones],
  children,
  empty,
  computed,
  answers,
  quotas,
};
