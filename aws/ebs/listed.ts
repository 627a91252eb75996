import { type ListedItem } from "../contract/listed-item.ts";

const SNAPSHOT: ListedItem = { service: "AmazonEC2", usage: "EBS:SnapshotUsage" };

/** `ebs/snapshot`, or `ebs/gp3` for a volume type. */
export function listed(item: string): ListedItem | undefined {
  const [service, kind = ""] = item.split("/");
  if (service !== "ebs") return undefined;
  return kind === "snapshot"
    ? SNAPSHOT
    : { service: "AmazonEC2", usage: `EBS:VolumeUsage.${kind}` };
}
