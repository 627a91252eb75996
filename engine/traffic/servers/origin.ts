import type { Image, Instance } from "@aws-sdk/client-ec2";
import { errorMessage } from "../../../lib/errors.ts";
import type { Account } from "./account.ts";
import type { ServerId } from "./connection.ts";

/** The content of a server's disk at its first boot. */
export type Origin =
  | { readonly is: "new" }
  /** That of another server, from which its image was created. */
  | { readonly is: "image"; readonly of: ServerId; readonly instance: Instance }
  /** A disk that is not available on this machine, with the reason. */
  | { readonly is: "unknown"; readonly reason: string };

/** Names of Amazon Linux images; the sandbox supports no other system. */
const AMAZON_LINUX = /^(al2023|amzn2?)-/;

/** Copies of copies are followed no further than this. */
const MOST_COPIES = 10;

/** The origin of a server's disk: a plain Amazon Linux, or an image created from another server. */
export async function originOf(
  account: Account,
  region: string,
  { ImageId = "", Platform }: Instance,
): Promise<Origin> {
  if (Platform?.toLowerCase() === "windows")
    return unknown("a Windows server, and only Amazon Linux runs on this machine");
  let where = region;
  let imageId = ImageId;
  for (let copies = 0; copies <= MOST_COPIES; copies++) {
    const image = await imageOf(account, where, imageId);
    if (image === undefined) return unknown(gone(imageId, ImageId));
    const {
      SourceInstanceId,
      SourceImageId,
      SourceImageRegion,
      ImageOwnerAlias,
      Name = "",
    } = image;
    if (SourceInstanceId !== undefined) return ofServer(account, where, SourceInstanceId, imageId);
    if (SourceImageId === undefined) {
      if (AMAZON_LINUX.test(Name) && ImageOwnerAlias !== undefined) return { is: "new" };
      return ImageOwnerAlias === undefined
        ? ofSnapshot(account, where, { ...image, ImageId: imageId })
        : unknown(`it runs ${Name}, and only Amazon Linux runs on this machine`);
    }
    imageId = SourceImageId;
    where = SourceImageRegion ?? where;
  }
  return unknown(`image ${ImageId} is a copy of more than ${MOST_COPIES} copies`);
}

/** @returns undefined when it is gone */
async function imageOf(account: Account, region: string, id: string): Promise<Image | undefined> {
  const ec2 = await account.ec2(region);
  try {
    return (await ec2.describeImages({ ImageIds: [id] })).Images?.[0];
  } catch (error) {
    if (error instanceof Error && error.name.startsWith("InvalidAMIID")) return undefined;
    throw new Error(errorMessage(error), { cause: error });
  }
}

const gone = (imageId: string, of: string): string =>
  imageId === of
    ? `its image, ${imageId}, is gone, so what it holds is not known`
    : `${imageId}, of which its image was copied, is gone, so what it holds is not known here`;

async function ofServer(
  account: Account,
  region: string,
  instanceId: string,
  imageId: string,
): Promise<Origin> {
  const instance = (await account.instances(region)).get(instanceId);
  if (instance) return { is: "image", of: { region, instanceId }, instance };
  return unknown(`the server that image ${imageId} was taken of is gone`);
}

/** An image that was registered: its root device's snapshot is of a server's root volume, as long as that is attached. */
async function ofSnapshot(
  account: Account,
  region: string,
  { ImageId = "", RootDeviceName, BlockDeviceMappings = [] }: Image,
): Promise<Origin> {
  const nothing = `image ${ImageId} was registered`;
  const root = BlockDeviceMappings.find(({ DeviceName }) => DeviceName === RootDeviceName);
  const snapshotId = root?.Ebs?.SnapshotId;
  if (snapshotId === undefined)
    return unknown(
      `${nothing} without a snapshot for its root device, so what it holds is not known`,
    );
  const ec2 = await account.ec2(region);
  const { Snapshots: [snapshot] = [] } = await ec2.describeSnapshots({ SnapshotIds: [snapshotId] });
  for (const [instanceId, instance] of await account.instances(region)) {
    const mapping = instance.BlockDeviceMappings?.find(
      ({ Ebs }) => Ebs?.VolumeId !== undefined && Ebs.VolumeId === snapshot?.VolumeId,
    );
    if (mapping === undefined) continue;
    if (mapping.DeviceName === instance.RootDeviceName)
      return { is: "image", of: { region, instanceId }, instance };
    return unknown(`${nothing} from a snapshot of a data volume: no system is on it`);
  }
  return unknown(`${nothing} from a snapshot of a volume that no server has`);
}

/** The servers of a region that run or may run again, and those of which an image was taken. */
export async function lastingServers(
  account: Account,
  region: string,
): Promise<ReadonlySet<string>> {
  const all = [...(await account.instances(region))];
  const ended = all.filter(([, { State }]) => State?.Name === "terminated");
  const lasting = new Set(all.map(([id]) => id));
  if (ended.length === 0) return lasting;
  const ec2 = await account.ec2(region);
  const { Images = [] } = await ec2.describeImages({ Owners: ["self"] });
  const taken = new Set(Images.map(({ SourceInstanceId }) => SourceInstanceId));
  for (const [id] of ended) if (!taken.has(id)) lasting.delete(id);
  return lasting;
}

const unknown = (reason: string): Origin => ({ is: "unknown", reason });
