import type { Service } from "../contract/service.ts";
import { METRIC_ALARM } from "./types.ts";

export const computed: NonNullable<Service["computed"]> = {
  [METRIC_ALARM]: (name) => ({ name }),
};
