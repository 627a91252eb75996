import assert from "node:assert/strict";
import { ebsVolume } from "../../labs/ebs-volume/lab.ts";
import { recordLab } from "../support/labs.ts";
import { only } from "../support/mocks.ts";

const ATTACHMENT = "aws:ec2/volumeAttachment:VolumeAttachment";
const INSTANCE = "aws:ec2/instance:Instance";

describe("lab ebs-volume", () => {
  it("attaches one volume to its server at /dev/sdf", async () => {
    const { resources } = await recordLab(ebsVolume, { sizeGiB: 2 });
    assert.equal(only(resources, "aws:ebs/volume:Volume").inputs.size, 2);
    const { deviceName, instanceId, volumeId } = only(resources, ATTACHMENT).inputs;
    assert.deepEqual(
      [deviceName, instanceId, volumeId],
      ["/dev/sdf", "ebs-volume-id", "ebs-volume-data-id"],
    );
  });

  it("mounts it at /mnt on the first boot", async () => {
    const userData = String(only((await recordLab(ebsVolume)).resources, INSTANCE).inputs.userData);
    assert.match(userData, /DEVICE='\/dev\/sdf'\nMOUNT_POINT='\/mnt'/);
  });

  it("exports the volume, and how to look at it", async () => {
    const { outputs } = await recordLab(ebsVolume);
    assert.deepEqual(
      [outputs.instanceId, outputs.volumeId],
      ["ebs-volume-id", "ebs-volume-data-id"],
    );
    assert.match(String(outputs.look), /^df -h \/mnt/);
  });
});
