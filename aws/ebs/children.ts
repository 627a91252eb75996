import type { Service } from "../contract/service.ts";
import { regionIn } from "../contract/lock.ts";
import { ec2Client } from "../ec2/client.ts";
import { INSTANCE } from "../ec2/types.ts";
import { VOLUME } from "./types.ts";

/** Servers of others that a volume was attached to by hand: AWS does not delete it before it is detached. */
export const children: NonNullable<Service["children"]> = {
  [VOLUME]: async (aws, volume, held) => {
    const ec2 = await aws.client(ec2Client, regionIn(volume));
    const { Volumes = [] } = await ec2.describeVolumes({ VolumeIds: [volume.id] });
    // The destroy deletes the stack's own servers before, or detaches it from them.
    const ours = held.filter(({ type }) => type === INSTANCE).map(({ id }) => id);
    return Volumes.flatMap(({ Attachments = [] }) => Attachments)
      .filter(({ InstanceId = "", State }) => State !== "detached" && !ours.includes(InstanceId))
      .map(({ InstanceId = "" }) => ({
        kind: "attached to server",
        id: InstanceId,
        remove: () => ec2.detachVolume({ VolumeId: volume.id, InstanceId }),
      }));
  },
};
