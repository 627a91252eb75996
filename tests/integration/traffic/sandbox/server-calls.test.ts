import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { closeSync, openSync, writeFileSync } from "node:fs";
import path from "node:path";
import { findBubblewrap } from "../../../../engine/traffic/sandbox/sandbox.ts";
import { seccompFilter } from "../../../../engine/traffic/sandbox/seccomp.ts";
import { describeServers } from "../../../support/traffic/describe-servers.ts";

const hasPerl = spawnSync("perl", ["-v"]).status === 0;

/** What no script can call by itself: the sandbox has no program that makes calls by their numbers, as Perl does. */
describeServers("the system calls of servers", (folder) => {
  before(function () {
    if (!hasPerl || process.arch !== "x64") this.skip(); // the numbers are those of x64
  });

  /** The error's number of each call; 0 when it succeeds. */
  const errors = (...calls: string[]): string => errorsBy(seccompFilter(), calls);

  const errorsBy = (program: Buffer | undefined, calls: readonly string[]): string => {
    const file = path.join(folder.path, "filter");
    writeFileSync(file, program ?? "");
    const filter = openSync(file, "r");
    const script = calls.map((call) => `print((syscall(${call}) < 0 ? $!+0 : 0), " ");`).join("");
    const args = [
      "--ro-bind",
      "/",
      "/",
      "--dev",
      "/dev",
      "--unshare-all",
      "--seccomp",
      "3",
      "perl",
      "-e",
      script,
    ];
    const { stdout, stderr } = spawnSync(findBubblewrap() ?? "", args, {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe", filter],
      timeout: 20_000,
    });
    closeSync(filter);
    return (stdout + stderr).trim();
  };

  it("do not include memory that no limit counts", () => {
    const [shmget, memfd, msgget] = ["29, 0, 4096, 0600", '319, (my $x = "x"), 0', "68, 0, 0600"];
    const [socketpair, udp] = ["53, 1, 1, 0, (my $y = pack('x8'))", "41, 2, 2, 0"];
    assert.equal(errors(shmget, memfd, msgget, socketpair, udp), "1 1 1 1 1");
  });

  it("do not include further namespaces, tracing or keys", () => {
    assert.equal(
      errors("272, 0x10000000", "101, 0, 0, 0, 0", "250, 0, -3, 0", "425, 1, 0"),
      "1 1 1 1",
    );
  });

  it("do not include what the machine, or a user, has a number of, nor locks without end", () => {
    const [watches, events, asynchronous] = ["294, 0", "291, 0", '206, 8, (my $x = pack("x8"))'];
    const files = ["437, -100, (my $f = '/etc/passwd'), (my $how = pack('x24')), 24", "32, 0"]; // openat2, dup
    const lock = (command: number) => `72, 0, ${command}, (my $l${command} = pack("x32"))`;
    assert.equal(
      errors(watches, events, asynchronous, ...[6, 7, 37, 38].map(lock), ...files, "72, 0, 1"),
      "1 1 1 37 37 37 37 0 0 0",
    );
    const allowed = seccompFilter({ sockets: true });
    assert.equal(errorsBy(allowed, [watches, events, asynchronous]), "0 0 1");
    // Locks of a process are counted; of those of an open file, /proc does not say whose they are.
    assert.equal(errorsBy(allowed, [...[6, 37, 38].map(lock), "72, 0, 1"]), "0 37 37 0");
  });

  it("do not include them by their other numbers, those of x32", () => {
    assert.equal(errors("0x40000000 + 41, 2, 2, 0"), "1");
  });

  it("include sockets of the network where they are allowed, and no others", () => {
    const sockets = ["41, 1, 1, 0", "41, 2, 1, 0", "41, 2, 2, 0", "41, 10, 1, 0", "41, 16, 3, 0"];
    const allowed = seccompFilter({ sockets: true });
    assert.equal(
      errorsBy(allowed, [...sockets, "53, 1, 1, 0, (my $y = pack('x8'))"]),
      "0 0 0 0 0 0",
    );
    // AF_VSOCK, AF_ALG, AF_PACKET, NETLINK_NETFILTER, a pair of AF_TIPC
    const others = ["41, 40, 1, 0", "41, 38, 5, 0", "41, 17, 3, 0", "41, 16, 3, 12"];
    const pair = "53, 30, 1, 0, (my $z = pack('x8'))";
    assert.equal(errorsBy(allowed, [...others, pair]), "97 97 97 97 97");
    // What is not allowed to servers is not allowed with sockets, either; the rest is.
    assert.equal(errorsBy(allowed, ["29, 0, 4096, 0600", "39"]), "1 0");
  });

  it("include what programs need", () => {
    assert.equal(errors("39", "102", "24"), "0 0 0"); // getpid, getuid, sched_yield
  });
});
