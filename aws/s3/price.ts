import { byStudents, free, type Prices, type Rule } from "../contract/charge.ts";
import { internetTraffic } from "../vpc/traffic.ts";
import {
  BUCKET,
  BUCKET_ACCELERATE_CONFIGURATION,
  BUCKET_ENCRYPTION,
  BUCKET_OBJECT,
  BUCKET_OWNERSHIP_CONTROLS,
  BUCKET_POLICY,
  BUCKET_PUBLIC_ACCESS_BLOCK,
  BUCKET_VERSIONING,
  BUCKET_WEBSITE_CONFIGURATION,
} from "./types.ts";

const bucket: Rule = (place) => [
  { item: "objects", price: "s3/gb", per: "month", ...byStudents(place, 1, "GB") },
  { item: "uploads", price: "s3/write", per: "class", ...byStudents(place, 100, "uploads") },
  { item: "downloads", price: "s3/read", per: "class", ...byStudents(place, 1000, "downloads") },
];

const acceleration: Rule = (place) => [
  {
    item: "accelerated uploads",
    price: "s3/acceleration",
    per: "class",
    ...byStudents(place, 0.1, "GB"),
  },
];

export const prices: Prices = {
  [BUCKET]: bucket,
  [BUCKET_ACCELERATE_CONFIGURATION]: acceleration,
  [BUCKET_WEBSITE_CONFIGURATION]: (place) => [internetTraffic(place)],
  // Storage, requests and traffic are charged with the bucket.
  ...free("https://aws.amazon.com/s3/pricing/", [
    BUCKET_ENCRYPTION,
    BUCKET_OBJECT,
    BUCKET_OWNERSHIP_CONTROLS,
    BUCKET_POLICY,
    BUCKET_PUBLIC_ACCESS_BLOCK,
    BUCKET_VERSIONING,
  ]),
};
