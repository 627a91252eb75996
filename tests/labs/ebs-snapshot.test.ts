import assert from "node:assert/strict";
import { ebsSnapshot } from "../../labs/ebs-snapshot/lab.ts";
import { type LabSettings, recordLab } from "../support/labs.ts";
import { ofType, only, type Recorded } from "../support/mocks.ts";

const SNAPSHOT = "aws:ebs/snapshot:Snapshot";

const resources = async (settings: LabSettings = {}): Promise<Recorded[]> =>
  (await recordLab(ebsSnapshot, settings)).resources;

const snapshots = (made: Recorded[]): string[] =>
  ofType(made, SNAPSHOT)
    .map(({ name }) => name)
    .sort();

describe("lab ebs-snapshot", () => {
  it("takes a snapshot of the data volume and one of the root volume", async () => {
    const made = await resources();
    assert.deepEqual(snapshots(made), ["ebs-snapshot-first-data", "ebs-snapshot-first-root"]);
    const data = ofType(made, SNAPSHOT).find(({ name }) => name.endsWith("-data"));
    assert.equal(data?.inputs.volumeId, "ebs-snapshot-data-id");
  });

  it("makes a volume of the snapshot, in the server's zone and attached to nothing", async () => {
    const made = await resources();
    const volumes = ofType(made, "aws:ebs/volume:Volume");
    const ofSnapshot = volumes.find(({ name }) => name === "ebs-snapshot-first");
    assert.equal(ofSnapshot?.inputs.snapshotId, "ebs-snapshot-first-data-id");
    assert.equal(ofSnapshot.inputs.availabilityZone, "ap-northeast-2a");
    assert.equal(ofType(made, "aws:ec2/volumeAttachment:VolumeAttachment").length, 1);
  });

  it("makes an image that boots from the root volume's snapshot", async () => {
    const { inputs } = only(await resources(), "aws:ec2/ami:Ami");
    assert.equal(inputs.rootDeviceName, "/dev/xvda");
    assert.deepEqual(inputs.ebsBlockDevices, [
      { deviceName: "/dev/xvda", snapshotId: "ebs-snapshot-first-root-id", volumeType: "gp3" },
    ]);
  });

  it("registers the image for the processor that the server has", async () => {
    const { inputs } = only(await resources({ instanceType: "t4g.micro" }), "aws:ec2/ami:Ami");
    assert.equal(inputs.architecture, "arm64");
  });

  it("copies the snapshot to the peer region, encrypted", async () => {
    const { inputs } = only(await resources(), "aws:ebs/snapshotCopy:SnapshotCopy");
    assert.deepEqual(
      [inputs.region, inputs.sourceRegion, inputs.sourceSnapshotId, inputs.encrypted],
      ["ap-northeast-1", "ap-northeast-2", "ebs-snapshot-first-data-id", true],
    );
  });

  it("takes everything anew under another word", async () => {
    assert.deepEqual(snapshots(await resources({ snapshot: "second" })), [
      "ebs-snapshot-second-data",
      "ebs-snapshot-second-root",
    ]);
  });

  it("refuses what cannot be part of a name", () => {
    assert.equal(ebsSnapshot.settings.safeParse({ snapshot: "my snapshot" }).success, false);
  });
});
