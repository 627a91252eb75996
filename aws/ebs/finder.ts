import type { VolumeAttachment } from "@aws-sdk/client-ec2";
import { all, type Finder, tagsOf, type Tie } from "../contract/finder.ts";
import { ec2Client } from "../ec2/client.ts";
import { AMI, INSTANCE } from "../ec2/types.ts";
import { snapshotCharge, volumeCharge } from "./charges.ts";
import { SNAPSHOT, SNAPSHOT_COPY, VOLUME } from "./types.ts";

export const volumes: Finder = {
  kind: "volume",
  types: [VOLUME],
  arns: ["ec2:volume"],
  after: [INSTANCE],
  async find({ client }) {
    const ec2 = await client(ec2Client);
    const found = await all(ec2.paginateDescribeVolumes({}), ({ Volumes }) => Volumes);
    return found.map(({ VolumeId = "", Size = 0, VolumeType = "", ...volume }) => ({
      id: VolumeId,
      tags: tagsOf(volume.Tags),
      createdAt: volume.CreateTime,
      ties: attachedTo(volume.Attachments),
      charges: [volumeCharge({ volumeType: VolumeType, volumeSize: Size })],
      size: { type: VolumeType, size: Size },
      going: volume.State === "deleting",
      remove: () => ec2.deleteVolume({ VolumeId }),
    }));
  },
};

export const snapshots: Finder = {
  kind: "snapshot",
  types: [SNAPSHOT, SNAPSHOT_COPY],
  arns: ["ec2:snapshot"],
  after: [VOLUME, AMI],
  async find({ client }) {
    const ec2 = await client(ec2Client);
    const found = await all(
      ec2.paginateDescribeSnapshots({ OwnerIds: ["self"] }),
      ({ Snapshots }) => Snapshots,
    );
    return found.map(({ SnapshotId = "", VolumeId, VolumeSize = 0, ...snapshot }) => ({
      id: SnapshotId,
      tags: tagsOf(snapshot.Tags),
      createdAt: snapshot.StartTime,
      ties: [
        ...(VolumeId === undefined ? [] : [{ how: "snapshot of", id: VolumeId }]),
        ...madeFor(snapshot.Description ?? ""),
      ],
      charges: [
        { ...snapshotCharge(VolumeSize), item: `snapshot of ${VolumeSize} GiB, assumed full` },
      ],
      remove: () => ec2.deleteSnapshot({ SnapshotId }),
    }));
  },
};

/** A volume that is deleted with its instance does not stay behind. */
const attachedTo = (attachments: readonly VolumeAttachment[] = []): Tie[] =>
  attachments.flatMap(({ InstanceId: id, DeleteOnTermination }) =>
    id === undefined || DeleteOnTermination ? [] : [{ how: "attached to", id, bond: "attached" }],
  );

/**
 * EC2 does not tag an image's snapshots; their description names what they were made for. The owner of an image that was copied
 * is irrelevant.
 */
export function madeFor(description: string): Tie[] {
  const [, source] = /^\[?Copied (snap-[0-9a-f]+) from/.exec(description) ?? [];
  if (source !== undefined) return [{ how: "copy of", id: source }];
  const [, copied] = /^Copied for DestinationAmi (ami-[0-9a-f]+)/.exec(description) ?? [];
  const [, made] =
    /^Created by CreateImage\(i-[0-9a-f]+\) for (ami-[0-9a-f]+)/.exec(description) ?? [];
  const image = copied ?? made;
  return image === undefined ? [] : [{ how: "made for image", id: image }];
}
