import type { Service } from "../contract/service.ts";
import { LOAD_BALANCER, TARGET_GROUP } from "./types.ts";

export const computed: NonNullable<Service["computed"]> = {
  [LOAD_BALANCER]: (name) => ({
    dnsName: `${name}.elb.example.com`,
    zoneId: "Z0ELB",
    arnSuffix: `app/${name}/0`,
  }),
  [TARGET_GROUP]: (name) => ({ arnSuffix: `targetgroup/${name}/0` }),
};
