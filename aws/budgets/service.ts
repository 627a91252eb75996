import type { Service } from "../contract/service.ts";
import { budgets } from "./finder.ts";
import { gates } from "./gates.ts";
import { computed } from "./mocks.ts";
import { prices } from "./price.ts";
import { types } from "./types.ts";

export const service: Service = { types, prices, finders: [budgets], computed, gates };
