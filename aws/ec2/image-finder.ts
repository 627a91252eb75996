import { all, type Finder, tagsOf } from "../contract/finder.ts";
import { ec2Client } from "./client.ts";
import { AMI, AMI_COPY, AMI_FROM_INSTANCE, LAUNCH_TEMPLATE } from "./types.ts";

export const images: Finder = {
  kind: "image (AMI)",
  types: [AMI, AMI_FROM_INSTANCE, AMI_COPY],
  arns: ["ec2:image"],
  after: [LAUNCH_TEMPLATE],
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
          // AWS does not delete a snapshot while an image is registered for it.
          Ebs?.SnapshotId === undefined
            ? []
            : [{ how: "image of", id: Ebs.SnapshotId, bond: "inside" as const }],
        ),
      ],
      remove: () => ec2.deregisterImage({ ImageId }),
    }));
  },
};
