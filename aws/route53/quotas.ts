import { foundBy, oneEach, type Quota } from "../contract/quota.ts";
import { hostedZones } from "./finder.ts";
import { ZONE } from "./types.ts";

export const quotas: readonly Quota[] = [
  {
    what: "hosted zones",
    service: "route53",
    code: "L-4EA4796A",
    standard: 500,
    source: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html",
    global: true,
    needs: oneEach([ZONE]),
    used: foundBy(hostedZones),
  },
];
