import { z } from "zod";
import { byStudents, free, type Prices, rule, type Rule } from "../contract/charge.ts";
import { BACKUP_POLICY, FILE_SYSTEM, FILE_SYSTEM_POLICY, MOUNT_TARGET } from "./types.ts";

const files: Rule = (place) => [
  { item: "files", price: "efs/gb", per: "month", ...byStudents(place, 0.1, "GB") },
];

const backups = rule(
  z.object({ backupPolicy: z.object({ status: z.string() }) }),
  ({ backupPolicy }, place) =>
    backupPolicy.status === "ENABLED"
      ? [{ item: "backups", price: "backup/efs", per: "month", ...byStudents(place, 0.1, "GB") }]
      : [],
);

export const prices: Prices = {
  [FILE_SYSTEM]: files,
  [BACKUP_POLICY]: backups,
  ...free("https://aws.amazon.com/efs/pricing/", [FILE_SYSTEM_POLICY, MOUNT_TARGET]),
};
