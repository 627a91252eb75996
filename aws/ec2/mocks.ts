import type { Service } from "../contract/service.ts";
import { INSTANCE, KEY_PAIR, LAUNCH_TEMPLATE } from "./types.ts";

export const computed: NonNullable<Service["computed"]> = {
  [INSTANCE]: (name) => ({
    publicIp: "198.51.100.10",
    privateIp: "10.0.0.10",
    publicDns: `${name}.compute.example.com`,
    availabilityZone: "ap-northeast-2a",
  }),
  [KEY_PAIR]: (name) => ({ keyName: name }),
  [LAUNCH_TEMPLATE]: () => ({ latestVersion: 1 }),
};
