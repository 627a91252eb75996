import { foundBy, oneEach, type Quota } from "../contract/quota.ts";
import { buckets } from "./finder.ts";
import { BUCKET } from "./types.ts";

export const quotas: readonly Quota[] = [
  {
    what: "buckets",
    service: "s3",
    code: "L-DC2B2D3D",
    standard: 10_000,
    source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/BucketRestrictions.html",
    global: true,
    needs: oneEach([BUCKET]),
    used: foundBy(buckets),
  },
];
