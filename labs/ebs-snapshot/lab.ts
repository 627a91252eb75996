import * as aws from "@pulumi/aws";
import { z } from "zod";
import { architecture } from "../../components/server/ami.ts";
import { defineLab } from "../contract/lab.ts";
import { serverAccess } from "../kit/server/server-access.ts";
import { instanceType, word } from "../contract/settings.ts";
import { volumeServer } from "../kit/server/volume-server.ts";

export const ebsSnapshot = defineLab({
  id: "ebs-snapshot",
  title: {
    ko: "스냅샷 생성, 스냅샷으로 볼륨/이미지 생성, 리전간 이동",
    en: "A snapshot, and what becomes of it",
  },
  teaches:
    "Take a snapshot of a volume, and make a new volume of it that holds the same files. Make an image of a root " +
    "volume's snapshot, and say why one of any other volume does not boot. Move a snapshot to another region.",
  settings: z.strictObject({
    instanceType: instanceType().default("t3.micro"),
    sizeGiB: z.int().min(1).max(100).default(1),
    /** Another word takes new snapshots of what the volumes hold by then, and makes all that follows of them. */
    snapshot: word().default("first"),
  }),
  build(context, { snapshot: take, ...settings }) {
    const { name, parent, config } = context;
    const { server, volumeId } = volumeServer(context, settings);
    const { availabilityZone, rootVolumeId } = server;
    const key = `${name}-${take}`;
    const child = { parent };

    const snapshotOf = (part: string, id: typeof volumeId) =>
      // The volume is there before it is attached, and blank until then.
      new aws.ebs.Snapshot(`${key}-${part}`, { volumeId: id }, { parent, dependsOn: server });
    const data = snapshotOf("data", volumeId);
    const root = snapshotOf("root", rootVolumeId);
    const volume = new aws.ebs.Volume(
      key,
      { availabilityZone, snapshotId: data.id, type: "gp3", encrypted: true },
      child,
    );
    const image = new aws.ec2.Ami(
      key,
      {
        architecture: architecture(settings.instanceType),
        virtualizationType: "hvm",
        enaSupport: true,
        imdsSupport: "v2.0",
        rootDeviceName: ROOT_DEVICE,
        ebsBlockDevices: [{ deviceName: ROOT_DEVICE, snapshotId: root.id, volumeType: "gp3" }],
      },
      // AWS reports the root as encrypted, as its snapshot is; the provider lets nobody say so beside a snapshot's id,
      // and would replace the image for it. Another snapshot comes with another name.
      { parent, ignoreChanges: ["ebsBlockDevices"] },
    );
    const copy = new aws.ebs.SnapshotCopy(
      key,
      {
        region: config.peerRegion,
        sourceRegion: config.region,
        sourceSnapshotId: data.id,
        encrypted: true,
      },
      child,
    );
    return {
      ...serverAccess(context, server),
      volumeId,
      snapshotId: data.id,
      volumeFromSnapshot: volume.id,
      rootSnapshotId: root.id,
      imageId: image.id,
      peerRegion: config.peerRegion,
      peerSnapshotId: copy.id,
    };
  },
});

/** What Amazon Linux boots from. */
const ROOT_DEVICE = "/dev/xvda";
