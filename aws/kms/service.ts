import type { Service } from "../contract/service.ts";
import { prices } from "./price.ts";
import { types } from "./types.ts";

export const service: Service = { types, prices, scheduledKinds: ["kms:key"] };
