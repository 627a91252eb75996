import type { ServiceTypes } from "../contract/resource-type.ts";

export const SNAPSHOT = "aws:ebs/snapshot:Snapshot";
export const SNAPSHOT_COPY = "aws:ebs/snapshotCopy:SnapshotCopy";
export const VOLUME = "aws:ebs/volume:Volume";
export const VOLUME_ATTACHMENT = "aws:ec2/volumeAttachment:VolumeAttachment";

export const types: ServiceTypes = {
  [SNAPSHOT]: {},
  [SNAPSHOT_COPY]: {},
  [VOLUME]: {},
  [VOLUME_ATTACHMENT]: { partOf: VOLUME },
};
