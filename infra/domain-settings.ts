import { domainName, matching } from "./settings.ts";

/** The settings of labs that stand on a zone: with the same domain they share it. */
export const domainSettings = {
  // A name that nobody can register (RFC 6761): the zone's own name servers answer for it, the world does not ask them.
  domain: domainName().default("aws-class.test"),
  zoneId: matching(/^[A-Z0-9]{1,32}$/, {
    reason: "it is no id of a hosted zone",
    fix: "write the id of the domain's zone, such as Z0123456789ABCDEFGHIJ, or leave it out for a new zone",
  }).optional(),
};
