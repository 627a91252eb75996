import type { Service } from "../contract/service.ts";
import { BUDGET } from "./types.ts";

export const computed: NonNullable<Service["computed"]> = {
  [BUDGET]: (name) => ({ name }),
};
