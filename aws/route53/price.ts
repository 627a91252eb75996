import { byStudents, free, type Prices, type Rule } from "../contract/charge.ts";
import { RECORD, REGISTERED_DOMAIN, ZONE } from "./types.ts";

/** A zone's month is not divided; one that lives up to 12 hours is free. */
const zone: Rule = (place) => [
  { item: "hosted zone", price: "route53/zone", quantity: 1, per: "begun month" },
  { item: "queries", price: "route53/query", per: "class", ...byStudents(place, 100, "queries") },
];

export const prices: Prices = {
  [ZONE]: zone,
  // A record costs by its queries, with the zone; a registered domain is paid for by the year, before the class.
  ...free("https://aws.amazon.com/route53/pricing/", [RECORD, REGISTERED_DOMAIN]),
};
