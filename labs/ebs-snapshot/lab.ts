import * as aws from "@pulumi/aws";
import { z } from "zod";
import { architecture } from "../../components/server/ami.ts";
import { defineLab } from "../contract/lab.ts";
import { value } from "../contract/outputs.ts";
import { instanceType } from "../contract/instance-type.ts";
import { word } from "../contract/settings.ts";
import { serverAccess, serverOutputs } from "../kit/server/server-access.ts";
import { volumeServer } from "../kit/server/volume-server.ts";

export const ebsSnapshot = defineLab({
  id: "ebs-snapshot",
  title: {
    ko: "스냅샷 생성, 스냅샷으로 볼륨과 이미지 생성, 리전 간 복사",
    en: "EBS snapshots: volumes, images and copies",
  },
  teaches: {
    en:
      "Take a snapshot of a volume, and create a new volume from it with the same files. " +
      "Create an image from the snapshot of a root volume, and say why one from another volume's snapshot does not boot. " +
      "Copy a snapshot to another region.",
    ko:
      "볼륨의 스냅샷을 만들고, 그 스냅샷으로 같은 파일이 들어 있는 새 볼륨을 만듭니다. " +
      "루트 볼륨의 스냅샷으로 이미지를 만들고, 다른 볼륨의 스냅샷으로 만든 이미지는 왜 부팅되지 않는지 설명합니다. " +
      "스냅샷을 다른 리전으로 복사합니다.",
  },
  settings: z.strictObject({
    instanceType: instanceType().default("t3.micro").meta({
      description: "Instance type of the server.",
      ko: "서버의 인스턴스 유형.",
    }),
    sizeGiB: z.int().min(1).max(100).default(1).meta({
      description: "Size of the data volume in GiB.",
      ko: "데이터 볼륨의 크기(GiB).",
    }),
    snapshot: word().default("first").meta({
      description:
        "Name of the snapshots; another name takes new ones, and creates volume, image and copy from them.",
      ko: "스냅샷의 이름(바꾸면 새 스냅샷을 만들고, 그 스냅샷으로 볼륨, 이미지, 복사본을 다시 만듦).",
    }),
  }),
  outputs: {
    ...serverOutputs,
    volumeId: value("Data volume ID", "데이터 볼륨 ID"),
    snapshotId: value("Snapshot ID of the data volume", "데이터 볼륨의 스냅샷 ID"),
    volumeFromSnapshot: value(
      "Volume ID of the volume from the snapshot",
      "스냅샷으로 만든 볼륨의 ID",
    ),
    rootSnapshotId: value("Snapshot ID of the root volume", "루트 볼륨의 스냅샷 ID"),
    imageId: value("Image ID (AMI)", "이미지 ID(AMI)"),
    peerRegion: value("Peer region", "피어 리전"),
    peerSnapshotId: value("Snapshot ID of the copy", "복사본의 스냅샷 ID"),
  },
  build(context, { snapshot: take, ...settings }) {
    const { name, parent, config } = context;
    const { server, volumeId } = volumeServer(context, settings);
    const { availabilityZone, rootVolumeId } = server;
    const key = `${name}-${take}`;
    const child = { parent };

    const snapshotOf = (part: string, id: typeof volumeId) =>
      // The volume exists before it is attached, and is blank until then.
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
      // AWS reports the root device as encrypted, as its snapshot is. The provider does not allow that setting together with a
      // snapshot id, and would replace the image. Another snapshot has another name.
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

/** The root device name of Amazon Linux. */
const ROOT_DEVICE = "/dev/xvda";
