import type { Volume } from "@aws-sdk/client-ec2";
import { ec2Client } from "../../aws/ec2/client.ts";
import type { Check, Proof } from "../contract/check.ts";
import { expect } from "../contract/outcome.ts";
import { availableImage, snapshotsOf, wholeSnapshot } from "../kit/server/disks.ts";
import { serverNow, serverRuns } from "../kit/server/servers.ts";

const snapshotIsComplete: Check = {
  name: {
    en: "the snapshot of the server's volume is complete",
    ko: "서버 볼륨의 스냅샷이 완료되었습니다",
  },
  hint: {
    en: "a snapshot takes a few minutes (check --wait); npm run class -- solve takes a deleted one again",
    ko: "스냅샷은 몇 분 걸립니다(check --wait). 삭제된 스냅샷은 npm run class -- solve가 다시 만듭니다",
  },
  async run(subject) {
    const { lab } = subject;
    const snapshot = await wholeSnapshot(subject, lab.text("snapshotId"));
    const { SnapshotId = "", VolumeId = "none", VolumeSize = 0 } = snapshot;
    const wanted = lab.text("volumeId");
    expect(VolumeId === wanted, `${SnapshotId} is of volume ${VolumeId}, not of ${wanted}`);
    return `${SnapshotId} of ${wanted}, ${VolumeSize} GiB`;
  },
};

const volumeIsFromSnapshot: Check = {
  name: {
    en: "the new volume was created from the snapshot",
    ko: "새 볼륨이 스냅샷으로 만들어졌습니다",
  },
  hint: {
    en: "create a volume from the snapshot in the EC2 console (Snapshots), or run npm run class -- solve",
    ko: "EC2 콘솔의 스냅샷에서 볼륨을 만들거나 npm run class -- solve를 실행하세요",
  },
  async run(subject) {
    const { lab, aws } = subject;
    const [own, wanted] = [lab.text("volumeFromSnapshot"), lab.text("snapshotId")];
    const ec2 = await aws.client(ec2Client);
    const find = async (Name: string, value: string): Promise<Volume | undefined> => {
      const { Volumes = [] } = await ec2.describeVolumes({ Filters: [{ Name, Values: [value] }] });
      return Volumes[0];
    };
    // Whoever created it: a volume that somebody creates again has a new id.
    const volume = (await find("volume-id", own)) ?? (await find("snapshot-id", wanted));
    expect(volume, `volume ${own} no longer exists, and no other is from ${wanted}`);
    const { VolumeId = "", SnapshotId = "", AvailabilityZone = "" } = volume;
    const from = SnapshotId === "" ? "no snapshot" : SnapshotId;
    expect(SnapshotId === wanted, `${VolumeId} was created from ${from}, not from ${wanted}`);
    return `${VolumeId} from ${wanted}, in ${AvailabilityZone}`;
  },
};

const imageBootsFromRoot: Check = {
  name: {
    en: "the image boots from a snapshot of the server's root volume",
    ko: "이미지가 서버 루트 볼륨의 스냅샷으로 부팅합니다",
  },
  hint: {
    en: "register an image from the snapshot of the root volume, not of the data volume: npm run class -- solve",
    ko: "데이터 볼륨이 아니라 루트 볼륨의 스냅샷으로 이미지를 만들어야 합니다. npm run class -- solve를 실행하세요",
  },
  async run(subject) {
    const { lab } = subject;
    const image = await availableImage(subject, lab.text("imageId"));
    const { ImageId = "", RootDeviceName = "" } = image;
    const wanted = lab.text("rootSnapshotId");
    const root = snapshotsOf(image).get(RootDeviceName) ?? "no snapshot";
    expect(root === wanted, `${ImageId} boots from ${root}, not from ${wanted}`);
    const { VolumeId } = await wholeSnapshot(subject, wanted);
    const server = await serverNow(subject, lab.text("instanceId"));
    const disk = server.BlockDeviceMappings?.find(
      ({ DeviceName }) => DeviceName === server.RootDeviceName,
    );
    expect(VolumeId === disk?.Ebs?.VolumeId, `${wanted} is not of the server's root volume`);
    return `${ImageId}: ${RootDeviceName} is ${wanted}`;
  },
};

const copyIsInPeerRegion: Check = {
  name: {
    en: "an encrypted copy of the snapshot is in the peer region",
    ko: "피어 리전에 스냅샷의 암호화된 복사본이 있습니다",
  },
  hint: {
    en: "a copy takes a few minutes (check --wait); npm run class -- solve copies a deleted one again",
    ko: "복사는 몇 분 걸립니다(check --wait). 삭제된 복사본은 npm run class -- solve가 다시 만듭니다",
  },
  async run(subject) {
    const { lab } = subject;
    const region = lab.text("peerRegion");
    const id = lab.text("peerSnapshotId");
    const { Encrypted } = await wholeSnapshot(subject, id, region);
    expect(Encrypted, `${id} in ${region} is not encrypted`);
    return `${id} in ${region}, encrypted`;
  },
};

export const proof: Proof = {
  checks: [
    serverRuns,
    snapshotIsComplete,
    volumeIsFromSnapshot,
    imageBootsFromRoot,
    copyIsInPeerRegion,
  ],
  fault: {
    does: {
      en: "the volume created from the snapshot is deleted",
      ko: "스냅샷으로 만든 볼륨을 삭제합니다",
    },
    foundBy: volumeIsFromSnapshot,
    async make({ lab, aws }) {
      const ec2 = await aws.client(ec2Client);
      await ec2.deleteVolume({ VolumeId: lab.text("volumeFromSnapshot") });
    },
  },
};
