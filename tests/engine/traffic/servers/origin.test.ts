import assert from "node:assert/strict";
import type { Image, Instance } from "@aws-sdk/client-ec2";
import { Account, type AccountView } from "../../../../engine/traffic/servers/account.ts";
import { originOf } from "../../../../engine/traffic/servers/origin.ts";

const SEOUL = "ap-northeast-2";
const OSAKA = "ap-northeast-3";

const SERVER: Instance = {
  ...{ InstanceId: "i-1", RootDeviceName: "/dev/xvda", ImageId: "ami-linux" },
  BlockDeviceMappings: [
    { DeviceName: "/dev/xvda", Ebs: { VolumeId: "vol-root" } },
    { DeviceName: "/dev/sdf", Ebs: { VolumeId: "vol-data" } },
  ],
};

const registered = (SnapshotId?: string): Image => ({
  ...{ RootDeviceName: "/dev/xvda", Name: "registered" },
  BlockDeviceMappings: [{ DeviceName: "/dev/xvda", Ebs: { SnapshotId } }],
});

/** Images by region and id; each snapshot `snap-X` is of volume `vol-X`. */
const IMAGES: Readonly<Record<string, Readonly<Record<string, Image>>>> = {
  [SEOUL]: {
    "ami-linux": { Name: "al2023-ami-2023.0", ImageOwnerAlias: "amazon" },
    "ami-taken": { Name: "taken", SourceInstanceId: "i-1" },
    "ami-of-old": { Name: "taken", SourceInstanceId: "i-0" },
    "ami-root": registered("snap-root"),
    "ami-data": registered("snap-data"),
    "ami-other": registered("snap-other"),
    "ami-none": registered(),
    "ami-named": { Name: "al2023-ami-of-mine" },
    "ami-round": { Name: "round", SourceImageId: "ami-round", SourceImageRegion: SEOUL },
  },
  [OSAKA]: {
    "ami-copy": { Name: "copy", SourceImageId: "ami-taken", SourceImageRegion: SEOUL },
    "ami-linux-copy": { Name: "copy", SourceImageId: "ami-linux", SourceImageRegion: SEOUL },
    "ami-orphan": { Name: "copy", SourceImageId: "ami-gone", SourceImageRegion: SEOUL },
  },
};

describe("what a server's disk begins with", () => {
  const origin = (ImageId: string, region: string = SEOUL) => {
    const client = (_of: unknown, where = "") =>
      Promise.resolve({
        describeInstances: () =>
          Promise.resolve({ Reservations: [{ Instances: where === SEOUL ? [SERVER] : [] }] }),
        describeImages: ({ ImageIds: [id = ""] }: { ImageIds: string[] }) =>
          Promise.resolve({ Images: [IMAGES[where]?.[id]].filter((each) => each !== undefined) }),
        describeSnapshots: ({ SnapshotIds: [id = ""] }: { SnapshotIds: string[] }) =>
          Promise.resolve({ Snapshots: [{ VolumeId: id.replace("snap-", "vol-") }] }),
      });
    const view = { aws: { client }, regions: () => Promise.resolve([SEOUL, OSAKA]) };
    return originOf(new Account(view as unknown as AccountView), region, { ImageId });
  };
  const reason = async (ImageId: string, region?: string) => {
    const found = await origin(ImageId, region);
    return found.is === "unknown" ? found.reason : assert.fail(`it is ${found.is}`);
  };
  const OF_SERVER = { is: "image", of: { region: SEOUL, instanceId: "i-1" }, instance: SERVER };

  it("is a new Amazon Linux, also by a copy of AWS's image", async () => {
    assert.deepEqual(await origin("ami-linux"), { is: "new" });
    assert.deepEqual(await origin("ami-linux-copy", OSAKA), { is: "new" });
  });

  it("is the disk of the server of its image, also by a copy in another region", async () => {
    assert.deepEqual(await origin("ami-taken"), OF_SERVER);
    assert.deepEqual(await origin("ami-copy", OSAKA), OF_SERVER);
  });

  it("is that of the server whose root volume's snapshot was registered", async () => {
    assert.deepEqual(await origin("ami-root"), OF_SERVER);
  });

  it("is not known where no server leads to it", async () => {
    assert.match(
      await reason("ami-of-old"),
      /^the server that image ami-of-old was taken of is gone$/,
    );
    assert.match(
      await reason("ami-orphan", OSAKA),
      /^ami-gone, of which its image was copied, is gone/,
    );
    assert.match(await reason("ami-data"), /from a snapshot of a data volume: no system is on it$/);
    assert.match(await reason("ami-other"), /from a snapshot of a volume that no server has$/);
    assert.match(await reason("ami-none"), /without a snapshot for its root device/);
    assert.match(await reason("ami-named"), /^image ami-named was registered without a snapshot/);
    assert.match(await reason("ami-round"), /^image ami-round is a copy of more than 10 copies$/);
  });
});
