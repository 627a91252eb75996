import { listedAs } from "../contract/listed-item.ts";

export const listed = listedAs({
  "efs/gb": { service: "AmazonEFS", usage: "TimedStorage-ByteHrs" },
  "backup/efs": { service: "AWSBackup", usage: "WarmStorage-ByteHrs-EFS" },
});
