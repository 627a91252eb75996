import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { closeSync, openSync, writeFileSync } from "node:fs";
import path from "node:path";
import { findBubblewrap } from "../../../engine/traffic/server/sandbox.ts";
import { seccompFilter } from "../../../engine/traffic/server/seccomp.ts";
import { describeServers } from "../../support/traffic/describe-servers.ts";

const hasPerl = spawnSync("perl", ["-v"]).status === 0;

/** What no script can call by itself: the sandbox has no program that makes calls by their numbers, as Perl does. */
describeServers("the system calls of servers", (folder) => {
  before(function () {
    if (!hasPerl || process.arch !== "x64") this.skip(); // the numbers are those of x64
  });

  /** The error's number of each call; 0 when it succeeds. */
  const errors = (...calls: string[]): string => {
    const file = path.join(folder.path, "filter");
    writeFileSync(file, seccompFilter() ?? "");
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

  it("do not include them by their other numbers, those of x32", () => {
    assert.equal(errors("0x40000000 + 41, 2, 2, 0"), "1");
  });

  it("include what programs need", () => {
    assert.equal(errors("39", "102", "24"), "0 0 0"); // getpid, getuid, sched_yield
  });
});
