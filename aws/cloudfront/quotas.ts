import { foundBy, oneEach, type Quota } from "../contract/quota.ts";
import { distributions } from "./finder.ts";
import { DISTRIBUTION } from "./types.ts";

export const quotas: readonly Quota[] = [
  {
    what: "CloudFront distributions",
    service: "cloudfront",
    code: "L-24B04930",
    standard: 500,
    source:
      "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html",
    global: true,
    needs: oneEach([DISTRIBUTION]),
    used: foundBy(distributions),
  },
];
