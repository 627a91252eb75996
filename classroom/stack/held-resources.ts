import type { DeployedResource } from "../../aws/contract/deployed-resource.ts";
import type { Held } from "./ledger.ts";

const VOLUME = "aws:ebs/volume:Volume";
const SNAPSHOT = "aws:ebs/snapshot:Snapshot";
const INTERFACE = "aws:ec2/networkInterface:NetworkInterface";

/** Where a resource's outputs name what AWS has made with it. Nothing that it merely uses may stand here. */
const MADE: Readonly<Record<string, readonly (readonly [string, ...string[]])[]>> = {
  "aws:ec2/instance:Instance": [
    [VOLUME, "rootBlockDevice", "volumeId"],
    [VOLUME, "ebsBlockDevices", "volumeId"],
    [INTERFACE, "primaryNetworkInterfaceId"],
  ],
  "aws:ec2/amiFromInstance:AmiFromInstance": [
    [SNAPSHOT, "rootSnapshotId"],
    [SNAPSHOT, "ebsBlockDevices", "snapshotId"],
  ],
  "aws:ec2/amiCopy:AmiCopy": [
    [SNAPSHOT, "rootSnapshotId"],
    [SNAPSHOT, "ebsBlockDevices", "snapshotId"],
  ],
};

/** What AWS has made with a resource, and Pulumi keeps no record of its own of. */
export function broughtAlong({ type, outputs }: DeployedResource, region: string): Held[] {
  return (MADE[type] ?? []).flatMap(([made, ...way]) =>
    valuesAt(outputs, way).map((id) => ({ type: made, region, ids: [id] })),
  );
}

/** All texts at the end of a way through objects and lists. */
function valuesAt(value: unknown, way: readonly string[]): string[] {
  if (Array.isArray(value)) return value.flatMap((each) => valuesAt(each, way));
  const [next, ...rest] = way;
  if (next === undefined) return typeof value === "string" && value !== "" ? [value] : [];
  if (value === null || typeof value !== "object") return [];
  return valuesAt((value as Record<string, unknown>)[next], rest);
}
