import assert from "node:assert/strict";
import { SNAPSHOT } from "../../../../aws/ebs/types.ts";
import { lockedResources } from "../../../../classroom/search/locked-resources.ts";
import { emulatedAws } from "../../../support/engine/emulated-aws.ts";
import { awsAt, resourceOf } from "../../../support/subjects.ts";

/** What engine/emulator/patches/ec2/snapshot_locks.py adds to moto. */
describe("a locked snapshot on the emulator", () => {
  const { aws, awsText, endpoint, forgets } = emulatedAws();

  it("is not deleted before its lock is lifted, nor after it is restored", async () => {
    const volume = { AvailabilityZone: "ap-northeast-2a", Size: 8 };
    const VolumeId = await awsText("ec2.create_volume", volume, "VolumeId");
    const id = await awsText("ec2.create_snapshot", { VolumeId }, "SnapshotId");
    const lock = { SnapshotId: id, LockMode: "governance", LockDuration: 3 };
    await aws("ec2.lock_snapshot", lock);
    const refused = () =>
      assert.rejects(aws("ec2.delete_snapshot", { SnapshotId: id }), /SnapshotLocked/);
    await refused();
    const snapshot = { ...resourceOf("ebs-snapshot", SNAPSHOT, "it"), id };
    const find = () => lockedResources(awsAt(endpoint()), [snapshot], (line) => assert.fail(line));
    const [locked] = await find();
    assert.equal(locked?.lock, "snapshot lock");
    await locked.lift();
    assert.deepEqual(await find(), []);
    await locked.restore();
    await refused();
    await (await find())[0]?.lift();
    await aws("ec2.delete_snapshot", { SnapshotId: id });
  });

  it("is one that nobody unlocks in compliance mode", async () => {
    const volume = { AvailabilityZone: "ap-northeast-2a", Size: 8 };
    const VolumeId = await awsText("ec2.create_volume", volume, "VolumeId");
    const id = await awsText("ec2.create_snapshot", { VolumeId }, "SnapshotId");
    await aws("ec2.lock_snapshot", { SnapshotId: id, LockMode: "compliance", LockDuration: 1 });
    await assert.rejects(aws("ec2.unlock_snapshot", { SnapshotId: id }), /UnlockNotAllowed/);
  });

  it("forgets all of it in a reset", () => forgets());
});
