import { ec2Client } from "../../aws/ec2/client.ts";
import { expect } from "../contract/outcome.ts";
import type { Proof, Subject } from "../contract/check.ts";
import { availableImage, snapshotsOf, volumeNow, wholeSnapshot } from "../kit/server/disks.ts";
import { serverNow } from "../kit/server/servers.ts";

const restored = "the new volume is made of the snapshot";

export const proof: Proof = {
  checks: [
    {
      name: "the snapshot holds the server's volume",
      hint: "a snapshot takes minutes (check --wait); one that is gone is taken anew by npm run class -- solve",
      async run(subject) {
        const { lab } = subject;
        const snapshot = await wholeSnapshot(subject, lab.text("snapshotId"));
        const { SnapshotId = "", VolumeId = "none", VolumeSize = 0 } = snapshot;
        const wanted = lab.text("volumeId");
        expect(VolumeId === wanted, `${SnapshotId} is of volume ${VolumeId}, not of ${wanted}`);
        return `${SnapshotId} of ${wanted}, ${VolumeSize} GiB`;
      },
    },
    {
      name: restored,
      hint: "npm run class -- solve makes a deleted one anew; one that a student made is not looked at",
      async run(subject) {
        const { lab } = subject;
        const volume = await volumeNow(subject, lab.text("volumeFromSnapshot"));
        const { VolumeId = "", SnapshotId = "", AvailabilityZone = "" } = volume;
        const wanted = lab.text("snapshotId");
        expect(SnapshotId === wanted, `${VolumeId} is made of ${SnapshotId}, not of ${wanted}`);
        return `${VolumeId} of ${wanted}, in ${AvailabilityZone}`;
      },
    },
    {
      name: "the image boots from a snapshot of the server's root volume",
      hint: "register an image from the root volume's snapshot, not from the data volume's: npm run class -- solve",
      run: rootOfImage,
    },
    {
      name: "a copy of the snapshot is in the peer region",
      hint: "a copy takes minutes (check --wait); one that is gone is made anew by npm run class -- solve",
      async run(subject) {
        const { lab } = subject;
        const region = lab.text("peerRegion");
        const id = lab.text("peerSnapshotId");
        const { Encrypted } = await wholeSnapshot(subject, id, region);
        expect(Encrypted, `${id} in ${region} is not encrypted`);
        return `${id} in ${region}, encrypted`;
      },
    },
  ],
  fault: {
    does: "the volume made of the snapshot is deleted",
    foundBy: restored,
    async make({ lab, aws }) {
      const ec2 = await aws.client(ec2Client);
      await ec2.deleteVolume({ VolumeId: lab.text("volumeFromSnapshot") });
    },
  },
};

async function rootOfImage(subject: Subject): Promise<string> {
  const { lab } = subject;
  const image = await availableImage(subject, lab.text("imageId"));
  const { ImageId = "", RootDeviceName = "" } = image;
  const wanted = lab.text("rootSnapshotId");
  const root = snapshotsOf(image).get(RootDeviceName) ?? "nothing";
  expect(root === wanted, `${ImageId} boots from ${root}, not from ${wanted}`);
  const { VolumeId } = await wholeSnapshot(subject, wanted);
  const server = await serverNow(subject, lab.text("instanceId"));
  const disk = server.BlockDeviceMappings?.find(
    ({ DeviceName }) => DeviceName === server.RootDeviceName,
  );
  expect(VolumeId === disk?.Ebs?.VolumeId, `${wanted} is not of the server's root volume`);
  return `${ImageId}: ${RootDeviceName} is ${wanted}`;
}
