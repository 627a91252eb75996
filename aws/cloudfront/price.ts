import { byStudents, free, type Prices, type Rule } from "../contract/charge.ts";
import { DISTRIBUTION, ORIGIN_ACCESS_CONTROL, RESPONSE_HEADERS_POLICY } from "./types.ts";

const distribution: Rule = (place) => [
  {
    item: "traffic through CloudFront",
    price: "cloudfront/gb",
    per: "class",
    ...byStudents(place, 0.1, "GB"),
  },
  {
    item: "requests",
    price: "cloudfront/request",
    per: "class",
    ...byStudents(place, 1000, "requests"),
  },
];

export const prices: Prices = {
  [DISTRIBUTION]: distribution,
  ...free("https://aws.amazon.com/cloudfront/pricing/", [
    ORIGIN_ACCESS_CONTROL,
    RESPONSE_HEADERS_POLICY,
  ]),
};
