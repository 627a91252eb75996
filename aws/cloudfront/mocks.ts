import type { Service } from "../contract/service.ts";
import { DISTRIBUTION } from "./types.ts";

export const computed: NonNullable<Service["computed"]> = {
  [DISTRIBUTION]: (name) => ({
    domainName: `${name}.cloudfront.example.com`,
    hostedZoneId: "Z0CDN",
  }),
};
