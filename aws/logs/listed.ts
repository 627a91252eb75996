import { listedAs } from "../contract/listed-item.ts";

export const listed = listedAs({
  "logs/gb": { service: "AmazonCloudWatch", usage: "VendedLog-Bytes" },
});
