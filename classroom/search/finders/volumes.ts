import { ec2Client } from "../../../aws/ec2/client.ts";
import { all, type Finder, tagsOf, type Tie } from "../../../aws/contract/finder.ts";

export const volumes: Finder = {
  kind: "volume",
  types: ["aws:ebs/volume:Volume"],
  arns: ["ec2:volume"],
  async find({ client }) {
    const ec2 = await client(ec2Client);
    const found = await all(ec2.paginateDescribeVolumes({}), ({ Volumes }) => Volumes);
    return found.map(({ VolumeId = "", Size = 0, VolumeType = "", ...volume }) => ({
      id: VolumeId,
      tags: tagsOf(volume.Tags),
      createdAt: volume.CreateTime,
      charges: [
        {
          item: `${Size} GiB ${VolumeType}`,
          price: `ebs/${VolumeType}`,
          quantity: Size,
          per: "month",
        },
      ],
      going: volume.State === "deleting",
      remove: () => ec2.deleteVolume({ VolumeId }),
    }));
  },
};

export const snapshots: Finder = {
  kind: "snapshot",
  types: ["aws:ebs/snapshot:Snapshot", "aws:ebs/snapshotCopy:SnapshotCopy"],
  arns: ["ec2:snapshot"],
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
        {
          item: `snapshot of ${VolumeSize} GiB, taken as full`,
          price: "ebs/snapshot",
          quantity: VolumeSize,
          per: "month",
        },
      ],
      remove: () => ec2.deleteSnapshot({ SnapshotId }),
    }));
  },
};

/** EC2 tags no snapshot of an image; it writes down what it has made it for. Whose image was copied says nothing. */
export function madeFor(description: string): Tie[] {
  const [, source] = /^\[?Copied (snap-[0-9a-f]+) from/.exec(description) ?? [];
  if (source !== undefined) return [{ how: "copy of", id: source }];
  const [, copied] = /^Copied for DestinationAmi (ami-[0-9a-f]+)/.exec(description) ?? [];
  const [, made] =
    /^Created by CreateImage\(i-[0-9a-f]+\) for (ami-[0-9a-f]+)/.exec(description) ?? [];
  const image = copied ?? made;
  return image === undefined ? [] : [{ how: "made for image", id: image }];
}

export const images: Finder = {
  kind: "image (AMI)",
  types: ["aws:ec2/ami:Ami", "aws:ec2/amiFromInstance:AmiFromInstance", "aws:ec2/amiCopy:AmiCopy"],
  arns: ["ec2:image"],
  async find({ client }) {
    const ec2 = await client(ec2Client);
    const found = await all(
      ec2.paginateDescribeImages({ Owners: ["self"] }),
      ({ Images }) => Images,
    );
    return found.map(({ ImageId = "", Name, Tags, CreationDate, ...image }) => ({
      id: ImageId,
      name: Name,
      tags: tagsOf(Tags),
      createdAt: CreationDate === undefined ? undefined : new Date(CreationDate),
      ties: [
        ...(image.SourceInstanceId === undefined
          ? []
          : [{ how: "image of", id: image.SourceInstanceId }]),
        ...(image.BlockDeviceMappings ?? []).flatMap(({ Ebs }) =>
          Ebs?.SnapshotId === undefined ? [] : [{ how: "image of", id: Ebs.SnapshotId }],
        ),
      ],
      remove: () => ec2.deregisterImage({ ImageId }),
    }));
  },
};
