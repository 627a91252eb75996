import assert from "node:assert/strict";
import { chmodSync } from "node:fs";
import { findCommand } from "../../../../engine/choice/executables.ts";
import { LIMITS } from "../../../../engine/traffic/sandbox/limits.ts";
import {
  findBubblewrap,
  type Sandbox,
  sandboxUser,
  startSandbox,
} from "../../../../engine/traffic/sandbox/sandbox.ts";
import { exceeded, usage } from "../../../../engine/traffic/sandbox/watch.ts";
import { withWatchLimits } from "../../../../engine/traffic/sandbox/watch-limits.ts";
import { describeServers } from "../../../support/traffic/describe-servers.ts";

const perl = findCommand("perl", ["/usr/bin", "/bin"]);

/** What an application can take of the kernel, which counts it for a user, or for nobody. */
describeServers("a greedy application", (folder) => {
  let sandbox: Sandbox | undefined;
  afterEach(() => sandbox?.process.kill("SIGKILL"));

  /** Starts a program in the sandbox of an application. @returns the first that it prints */
  const printed = (programs: Readonly<Record<string, string>>, ...command: string[]) => {
    chmodSync(folder.path, 0o755);
    sandbox = startSandbox(findBubblewrap() ?? "", {
      ...{ stage: folder.path, hostname: "x", diskMiB: 8, devices: [], sockets: true },
      ...{ programs, command },
    });
    const { console } = sandbox;
    return new Promise<string>((resolve) => {
      console.once("data", (chunk: Buffer) => {
        resolve(chunk.toString());
      });
    });
  };

  const used = async () =>
    usage((await sandbox?.first) ?? 0, LIMITS) ?? assert.fail("it has ended");

  it("watches so many files at most, of those that its user may", async function () {
    const bubblewrap = findBubblewrap() ?? "";
    if (withWatchLimits(bubblewrap, ["true"], sandboxUser()).length === 1) this.skip(); // this machine lets nobody say so
    const script = `
      const fs = require("node:fs");
      let watched = 0;
      try {
        for (; watched < 2000; watched++) {
          fs.writeFileSync("/" + watched, "");
          fs.watch("/" + watched);
        }
      } catch (error) {
        console.log(watched, error.code);
      }
      process.exit();`;
    const said = await printed({ node: process.execPath }, "/usr/bin/node", "-e", script);
    assert.equal(said, "1024 ENOSPC\n");
  });

  it("is within its limits while it does what applications do", async () => {
    const script = `console.log("runs"); setInterval(() => {}, 1000)`;
    assert.equal(
      await printed({ node: process.execPath }, "/usr/bin/node", "-e", script),
      "runs\n",
    );
    const { locks, mappings, ...others } = await used();
    assert.equal(locks, 0);
    assert.ok(mappings > 20 && mappings < 5000, String(mappings));
    assert.equal(exceeded({ locks, mappings, ...others }, LIMITS), undefined);
  });

  it("is ended for locks without end", async function () {
    if (perl === undefined || process.arch !== "x64") this.skip(); // the numbers of calls are those of x64
    const script = `
      open(my $file, ">", "/x"); $| = 1;
      for (1..5000) { syscall(72, fileno($file), 6, my $lock = pack("ssx4qqlx4", 1, 0, 2 * $_, 1, 0)) and die $!; }
      print "has them"; sleep 60;`;
    assert.equal(await printed({ perl }, "/usr/bin/perl", "-e", script), "has them");
    assert.equal(exceeded(await used(), LIMITS), "locks");
  });

  it("is ended for parts of its address space without end", async function () {
    if (perl === undefined || process.arch !== "x64") this.skip();
    const script = `
      $| = 1;
      for (1..60_000) { syscall(9, 0, 4096, $_ % 2 ? 1 : 3, 0x22, -1, 0) == -1 and die $!; }
      print "has them"; sleep 60;`;
    assert.equal(await printed({ perl }, "/usr/bin/perl", "-e", script), "has them");
    const all = await used();
    assert.ok(all.memoryMiB < 64, String(all.memoryMiB));
    assert.equal(exceeded(all, LIMITS), "memory");
  });
});
