import { domainName, matching } from "../../contract/settings.ts";

/** A name that nobody can register (RFC 6761): the zone's own name servers answer for it, the world does not ask them. */
export const SAMPLE_DOMAIN = "aws-class.test";

/** The settings of labs that stand on a zone: with the same domain they share it. */
export const domainSettings = {
  domain: domainName().default(SAMPLE_DOMAIN),
  zoneId: matching(/^[A-Z0-9]{1,32}$/, {
    reason: "it is no id of a hosted zone",
    fix: "write the id of the domain's zone, such as Z0123456789ABCDEFGHIJ, or leave it out for a new zone",
  }).optional(),
};
