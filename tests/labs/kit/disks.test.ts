import assert from "node:assert/strict";
import { Failure } from "../../../labs/contract/outcome.ts";
import { mountedAtBoot } from "../../../labs/ebs-volume/checks.ts";
import { snapshotsOf } from "../../../labs/kit/server/disks.ts";

describe("an image's snapshots", () => {
  it("are listed by device, without disks that come with the instance type", () => {
    const BlockDeviceMappings = [
      { DeviceName: "/dev/xvda", Ebs: { SnapshotId: "snap-1" } },
      { DeviceName: "/dev/sdb", VirtualName: "ephemeral0" },
    ];
    const found = snapshotsOf({ BlockDeviceMappings });
    assert.deepEqual(Object.fromEntries(found), { "/dev/xvda": "snap-1" });
  });
});

describe("a mounted volume", () => {
  const ROOT = "UUID=aa / xfs defaults,noatime 1 1";
  const OURS = "UUID=bb /mnt ext4 defaults,nofail 0 2";

  it("is mounted at every boot by one line of fstab", () => {
    assert.equal(mountedAtBoot(["bb", ROOT, OURS].join("\n")), "bb");
  });

  it("fails when it would be gone after the next boot", () => {
    const wrong = new Failure("/etc/fstab does not mount bb at the next boot");
    assert.throws(() => mountedAtBoot(["bb", ROOT].join("\n")), wrong);
  });

  it("fails when fstab mounts it twice", () => {
    const wrong = new Failure("/etc/fstab mounts bb 2 times");
    assert.throws(() => mountedAtBoot(["bb", ROOT, OURS, OURS].join("\n")), wrong);
  });
});
