import type { Service } from "../contract/service.ts";
import { logGroups } from "./finder.ts";
import { listed } from "./listed.ts";
import { prices } from "./price.ts";
import { types } from "./types.ts";
import { locks } from "./unlock.ts";

export const service: Service = { types, prices, listed, finders: [logGroups], locks };
