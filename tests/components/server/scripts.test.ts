import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { type ScriptRun, Shell } from "../../support/shell.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const script = (name: string): string =>
  readFileSync(
    path.join(import.meta.dirname, "../../../components/server/scripts", `${name}.sh`),
    "utf8",
  );

const calls = ({ calls }: ScriptRun, command: string): string[] =>
  calls.filter((call) => call.split(" ")[0] === command);

describe("web-server.sh", () => {
  const folder = temporaryFolder();
  let shell: Shell;
  const run = (PAGE = "<h1>1</h1>") => shell.run(script("web-server"), { PAGE });

  beforeEach(() => {
    shell = new Shell(folder.path);
    shell.write("etc/group", "root:x:0:\n");
    shell.system("dnf", "getent", "groupadd", "usermod", "chown", "systemctl");
  });

  it("publishes the page", () => {
    assert.equal(run("<h1>it's $HOME 100%\\n</h1>").status, 0);
    assert.equal(shell.read("var/www/html/index.html"), "<h1>it's $HOME 100%\\n</h1>\n");
  });

  it("publishes what a health check asks for", () => {
    run();
    assert.equal(shell.read("var/www/html/health"), "ok\n");
  });

  it("replaces the page on a second run, and leaves nothing beside it", () => {
    run("old");
    run("new");
    assert.equal(shell.read("var/www/html/index.html"), "new\n");
    assert.deepEqual(readdirSync(path.join(shell.root, "var/www/html")).sort(), [
      "health",
      "index.html",
    ]);
  });

  it("lets members of www edit the pages, ec2-user among them", () => {
    const done = run();
    assert.deepEqual(calls(done, "usermod"), ["usermod --append --groups www ec2-user"]);
    assert.deepEqual(calls(done, "chown"), ["chown -R root:www /var/www"]);
    assert.equal(statSync(path.join(shell.root, "var/www/html")).mode & 0o7777, 0o2775);
  });

  it("makes the group only where it is missing", () => {
    assert.deepEqual(calls(run(), "groupadd"), ["groupadd www"]);
    assert.deepEqual(calls(run(), "groupadd"), []);
  });

  it("starts httpd when the page is there, now and at every boot", () => {
    shell.stub("systemctl", '[[ -e $ROOT/var/www/html/index.html ]] || echo "no page yet" >&2');
    const done = run();
    assert.equal(done.calls.at(-1), "systemctl enable --now httpd");
    assert.equal(done.stderr, "");
  });

  it("ends with the error, and starts nothing, when httpd cannot be installed", () => {
    shell.stub("dnf", "echo 'no mirror' >&2; exit 1");
    const done = run();
    assert.deepEqual([done.status, done.stderr], [1, "no mirror\n"]);
    assert.deepEqual(calls(done, "systemctl"), []);
  });

  it("ends with an error when there is no page to publish", () => {
    const done = shell.run(script("web-server"));
    assert.equal(done.status, 1);
    assert.match(done.stderr, /PAGE: unbound variable/);
  });
});

describe("mount-volume.sh", () => {
  const folder = temporaryFolder();
  let shell: Shell;
  const run = () =>
    shell.run(script("mount-volume"), { DEVICE: "/dev/sdf", MOUNT_POINT: "/mnt", ATTEMPTS: "3" });
  const line = () => {
    const [, uuid = ""] = shell.read("run/class/formatted/sdf").trim().split(" ");
    return `UUID=${uuid} /mnt ext4 defaults,nofail 0 2\n`;
  };
  const ROOT_LINE = "UUID=9a-8b / xfs defaults,noatime 1 1\n";

  beforeEach(() => {
    shell = new Shell(folder.path);
    shell.write("dev/sdf", "");
    shell.write("etc/fstab", ROOT_LINE);
    shell.stub("sleep");
    shell.system("systemctl", "dnf", "mkfs.ext4", "blkid", "mountpoint", "mount");
  });

  it("formats a blank volume and mounts it", () => {
    const done = run();
    assert.equal(done.status, 0);
    assert.deepEqual(calls(done, "mkfs.ext4"), ["mkfs.ext4 /dev/sdf"]);
    assert.deepEqual(calls(done, "mount"), ["mount /mnt"]);
  });

  it("mounts it at every boot by UUID, and lets the server boot without it", () => {
    run();
    assert.equal(shell.read("etc/fstab"), ROOT_LINE + line());
  });

  it("changes nothing when run again", () => {
    run();
    const again = run();
    assert.equal(again.status, 0);
    assert.deepEqual([...calls(again, "mkfs.ext4"), ...calls(again, "mount")], []);
    assert.equal(shell.read("etc/fstab"), ROOT_LINE + line());
  });

  it("mounts a volume that has a file system as it is", () => {
    shell.stub("blkid", 'case "$*" in *UUID*) echo 7c-7c;; *TYPE*) echo xfs;; esac');
    const done = run();
    assert.deepEqual(calls(done, "mkfs.ext4"), []);
    assert.equal(shell.read("etc/fstab"), `${ROOT_LINE}UUID=7c-7c /mnt xfs defaults,nofail 0 2\n`);
  });

  it("waits for a volume that is still being attached", () => {
    const env = { DEVICE: "/dev/sdg", MOUNT_POINT: "/mnt" };
    shell.stub("sleep", ': >"$ROOT/dev/sdg"');
    const done = shell.run(script("mount-volume"), env);
    assert.deepEqual([done.status, calls(done, "sleep")], [0, ["sleep 5"]]);
    assert.deepEqual(calls(done, "mkfs.ext4"), ["mkfs.ext4 /dev/sdg"]);
  });

  it("gives up on a volume that does not come", () => {
    const done = shell.run(script("mount-volume"), {
      DEVICE: "/dev/sdg",
      MOUNT_POINT: "/mnt",
      ATTEMPTS: "3",
    });
    assert.deepEqual([done.status, calls(done, "sleep").length], [1, 3]);
    assert.match(done.stderr, /there is no \/dev\/sdg: is a volume attached/);
  });

  it("does not format what it cannot read", () => {
    shell.stub("blkid", "exit 8"); // signs of several file systems
    const done = run();
    assert.equal(done.status, 1);
    assert.deepEqual(calls(done, "mkfs.ext4"), []);
    assert.match(done.stderr, /cannot tell what is on \/dev\/sdf \(blkid: 8\)/);
  });

  it("does not format a volume with partitions", () => {
    shell.stub("blkid"); // it exits with 0 and prints no UUID
    const done = run();
    assert.equal(done.status, 1);
    assert.deepEqual(calls(done, "mkfs.ext4"), []);
    assert.match(done.stderr, /holds something else than a file system/);
    assert.equal(shell.read("etc/fstab"), ROOT_LINE);
  });

  it("ends with an error when formatting fails, and mounts nothing", () => {
    shell.stub("mkfs.ext4", "exit 1");
    const done = run();
    assert.deepEqual([done.status, calls(done, "mount").length], [1, 0]);
    assert.equal(shell.read("etc/fstab"), ROOT_LINE);
  });
});

describe("install-stress.sh", () => {
  const folder = temporaryFolder();

  it("installs stress-ng without asking", () => {
    const shell = new Shell(folder.path);
    shell.stub("dnf");
    assert.deepEqual(shell.run(script("install-stress")).calls, [
      "dnf install --assumeyes stress-ng",
    ]);
  });
});
