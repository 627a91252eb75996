import type { Made } from "../contract/resource-type.ts";
import type { Service } from "../contract/service.ts";
import { SNAPSHOT, VOLUME } from "../ebs/types.ts";
import { NETWORK_INTERFACE } from "../vpc/types.ts";
import { AMI_COPY, AMI_FROM_INSTANCE, INSTANCE } from "./types.ts";

const SNAPSHOTS: readonly Made[] = [
  [SNAPSHOT, "rootSnapshotId"],
  [SNAPSHOT, "ebsBlockDevices", "snapshotId"],
];

export const made: NonNullable<Service["made"]> = {
  [INSTANCE]: [
    [VOLUME, "rootBlockDevice", "volumeId"],
    [VOLUME, "ebsBlockDevices", "volumeId"],
    [NETWORK_INTERFACE, "primaryNetworkInterfaceId"],
  ],
  [AMI_FROM_INSTANCE]: SNAPSHOTS,
  [AMI_COPY]: SNAPSHOTS,
};
