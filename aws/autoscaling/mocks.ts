import type { Service } from "../contract/service.ts";
import { GROUP } from "./types.ts";

export const computed: NonNullable<Service["computed"]> = {
  [GROUP]: (name) => ({ name }),
};
