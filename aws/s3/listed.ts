import { listedAs } from "../contract/listed-item.ts";

export const listed = listedAs({
  "s3/gb": { service: "AmazonS3", usage: "TimedStorage-ByteHrs" },
  "s3/write": { service: "AmazonS3", usage: "Requests-Tier1" },
  "s3/read": { service: "AmazonS3", usage: "Requests-Tier2" },
});
