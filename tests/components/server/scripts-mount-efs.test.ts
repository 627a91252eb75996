import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { type ScriptRun, Shell } from "../../support/shell.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const script = readFileSync(
  path.join(import.meta.dirname, "../../../components/server/scripts/mount-efs.sh"),
  "utf8",
);

const calls = ({ calls }: ScriptRun, command: string): string[] =>
  calls.filter((call) => call.split(" ")[0] === command);

describe("mount-efs.sh", () => {
  const folder = temporaryFolder();
  let shell: Shell;
  const run = () =>
    shell.run(script, { FILE_SYSTEM_ID: "fs-1", MOUNT_POINT: "/mnt/efs/fs1", ATTEMPTS: "3" });
  const LINE = "fs-1:/ /mnt/efs/fs1 efs _netdev,nofail,tls 0 0\n";
  const ROOT_LINE = "UUID=9a-8b / xfs defaults,noatime 1 1\n";

  beforeEach(() => {
    shell = new Shell(folder.path);
    shell.write("etc/fstab", ROOT_LINE);
    shell.stub("sleep");
    shell.system("dnf", "systemctl", "mountpoint", "mount");
  });

  it("installs the client, makes the folder and mounts the file system there", () => {
    const done = run();
    assert.equal(done.status, 0);
    assert.equal(done.calls[0], "dnf install --assumeyes amazon-efs-utils");
    assert.ok(existsSync(path.join(shell.root, "mnt/efs/fs1")));
    assert.deepEqual(calls(done, "mount"), ["mount /mnt/efs/fs1"]);
  });

  it("mounts it at every boot, over TLS, after the network, and lets the server boot without it", () => {
    const done = run();
    assert.equal(shell.read("etc/fstab"), ROOT_LINE + LINE);
    assert.deepEqual(calls(done, "systemctl"), ["systemctl daemon-reload"]);
  });

  it("changes nothing when run again", () => {
    run();
    const again = run();
    assert.equal(again.status, 0);
    assert.deepEqual([...calls(again, "mount"), ...calls(again, "systemctl")], []);
    assert.equal(shell.read("etc/fstab"), ROOT_LINE + LINE);
  });

  it("tries again while the mount target's name is not known yet", () => {
    shell.stub("mount", '[[ -e $STATE/slept ]] && echo "$1" >>"$ROOT/run/class/mounted"');
    shell.stub("sleep", ': >"$STATE/slept"');
    const done = run();
    assert.deepEqual([done.status, calls(done, "mount").length], [0, 2]);
    assert.deepEqual(calls(done, "sleep"), ["sleep 10"]);
  });

  it("gives up after its attempts, and says what may be wrong", () => {
    shell.stub("mount", "exit 1");
    const done = run();
    assert.deepEqual([done.status, calls(done, "mount").length], [1, 3]);
    assert.match(done.stderr, /cannot mount fs-1: does its security group let NFS \(2049\) in/);
  });

  it("ends with the error, and mounts nothing, when the client cannot be installed", () => {
    shell.stub("dnf", "echo 'no mirror' >&2; exit 1");
    const done = run();
    assert.deepEqual([done.status, done.stderr], [1, "no mirror\n"]);
    assert.equal(shell.read("etc/fstab"), ROOT_LINE);
  });
});
