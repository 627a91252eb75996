import type { Service } from "../contract/service.ts";
import { STACK } from "./types.ts";

export const computed: NonNullable<Service["computed"]> = {
  [STACK]: (name) => ({
    name,
    outputs: {
      ...{ InstanceId: "i-0123456789abcdef0", PublicIp: "198.51.100.30" },
      Url: "http://198.51.100.30",
    },
  }),
};
