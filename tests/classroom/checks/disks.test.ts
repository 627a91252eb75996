import assert from "node:assert/strict";
import { snapshotsOf } from "../../../classroom/checks/disks.ts";

describe("an image's snapshots", () => {
  it("are told by their devices, without disks that come with the instance type", () => {
    const BlockDeviceMappings = [
      { DeviceName: "/dev/xvda", Ebs: { SnapshotId: "snap-1" } },
      { DeviceName: "/dev/sdb", VirtualName: "ephemeral0" },
    ];
    const found = snapshotsOf({ BlockDeviceMappings });
    assert.deepEqual(Object.fromEntries(found), { "/dev/xvda": "snap-1" });
  });
});
