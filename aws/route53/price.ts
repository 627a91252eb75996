import { byStudents, free, type Prices, type Rule } from "../contract/charge.ts";
import { RECORD, REGISTERED_DOMAIN, ZONE } from "./types.ts";

/** A zone is charged for the whole month; a zone that exists for up to 12 hours is free. */
const zone: Rule = (place) => [
  { item: "hosted zone", price: "route53/zone", quantity: 1, per: "begun month" },
  { item: "queries", price: "route53/query", per: "class", ...byStudents(place, 100, "queries") },
];

export const prices: Prices = {
  [ZONE]: zone,
  // Records are charged by queries, together with their zone; a registered domain is paid for yearly, before the class.
  ...free("https://aws.amazon.com/route53/pricing/", [RECORD, REGISTERED_DOMAIN]),
};
