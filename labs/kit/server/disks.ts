import type { Image, Snapshot, Volume } from "@aws-sdk/client-ec2";
import { ec2Client } from "../../../aws/ec2/client.ts";
import type { Subject } from "../../contract/check.ts";
import { expect } from "../../contract/outcome.ts";

/** The part of a subject that these functions need. */
type Asking = Pick<Subject, "aws">;

/** Volumes, as they are now on AWS. */
export async function volumesNow({ aws }: Asking, ids: readonly string[]): Promise<Volume[]> {
  const ec2 = await aws.client(ec2Client);
  const { Volumes = [] } = await ec2.describeVolumes({ VolumeIds: [...ids] });
  return Volumes;
}

export async function volumeNow(asking: Asking, id: string): Promise<Volume> {
  const [volume] = await volumesNow(asking, [id]);
  expect(volume, `there is no volume ${id}`);
  return volume;
}

/** A completed snapshot. @param region @default the class's */
export async function wholeSnapshot({ aws }: Asking, id: string, region?: string) {
  const ec2 = await aws.client(ec2Client, region);
  const { Snapshots = [] } = await ec2.describeSnapshots({ SnapshotIds: [id] });
  const [snapshot] = Snapshots as [Snapshot?];
  expect(snapshot, `there is no snapshot ${id}`);
  const { State = "in an unknown state", Progress = "" } = snapshot;
  expect(State === "completed", `snapshot ${id} is ${State}, at ${Progress}`);
  return snapshot;
}

/** An image that is available for launching. @param region @default the class's */
export async function availableImage({ aws }: Asking, id: string, region?: string): Promise<Image> {
  const ec2 = await aws.client(ec2Client, region);
  const { Images = [] } = await ec2.describeImages({ ImageIds: [id] });
  const [image] = Images;
  expect(image, `there is no image ${id}`);
  expect(image.State === "available", `image ${id} is ${image.State ?? "in an unknown state"}`);
  return image;
}

/** The snapshots of an image, by device. */
export const snapshotsOf = ({ BlockDeviceMappings = [] }: Image): Map<string, string> =>
  new Map(
    BlockDeviceMappings.flatMap(({ DeviceName, Ebs }) =>
      DeviceName !== undefined && Ebs?.SnapshotId !== undefined
        ? [[DeviceName, Ebs.SnapshotId] as const]
        : [],
    ),
  );
