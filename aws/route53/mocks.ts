import type { Service } from "../contract/service.ts";
import { ZONE } from "./types.ts";

const NAME_SERVERS = ["1", "2", "3", "4"].map((n) => `ns-${n}.example.com`);

export const computed: NonNullable<Service["computed"]> = {
  [ZONE]: (name) => ({ zoneId: `Z-${name}`, nameServers: NAME_SERVERS }),
};

export const answers: NonNullable<Service["answers"]> = {
  "aws:route53/getZone:getZone": (inputs) => ({
    ...inputs,
    nameServers: NAME_SERVERS,
  }),
};
