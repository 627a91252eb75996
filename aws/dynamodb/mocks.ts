import type { Service } from "../contract/service.ts";
import { TABLE } from "./types.ts";

export const computed: NonNullable<Service["computed"]> = {
  [TABLE]: (name) => ({ name }),
};
