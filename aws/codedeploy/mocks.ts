import type { Service } from "../contract/service.ts";
import { APPLICATION } from "./types.ts";

export const computed: NonNullable<Service["computed"]> = {
  [APPLICATION]: (name) => ({ name }),
};
