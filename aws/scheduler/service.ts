import type { Service } from "../contract/service.ts";
import { scheduleGroups } from "./finder.ts";
import { prices } from "./price.ts";
import { types } from "./types.ts";

export const service: Service = { types, prices, finders: [scheduleGroups] };
