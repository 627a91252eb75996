import assert from "node:assert/strict";
import { chmodSync } from "node:fs";
import path from "node:path";
import { answer } from "../../../../engine/traffic/servers/web-server/answer.ts";
import { bootServer } from "../../../../engine/traffic/boot/boot.ts";
import { LIMITS, type Limits } from "../../../../engine/traffic/sandbox/limits.ts";
import { findBubblewrap, startSandbox } from "../../../../engine/traffic/sandbox/sandbox.ts";
import { usage } from "../../../../engine/traffic/sandbox/watch.ts";
import { describeServers } from "../../../support/traffic/describe-servers.ts";
import { serverFacts } from "../../../support/traffic/server-facts.ts";
import { runsAnywhere } from "../../../support/processes/command-lines.ts";

/** User data that takes all that it gets. */
describeServers("a greedy server", (folder) => {
  const boot = (script: string, limits: Partial<Limits> = {}) =>
    bootServer(serverFacts(`#!/bin/bash\n${script}`), path.join(folder.path, "server"), {
      limits: { ...LIMITS, ...limits },
    });

  it("is ended when it forks without end", async () => {
    const started = performance.now();
    const done = await boot(`
      bomb() { while :; do bomb & sleep 0.0731; done; }
      bomb`);
    assert.deepEqual(done.outcome, { how: "limit", limit: "processes" });
    assert.ok(performance.now() - started < 30_000);
    assert.equal(runsAnywhere("0.0731"), false);
  });

  it("cannot have more processes than the kernel is told, whoever watches", async () => {
    chmodSync(folder.path, 0o755);
    const sandbox = startSandbox(findBubblewrap() ?? "", {
      ...{ stage: folder.path, hostname: "x", diskMiB: 8, devices: [] },
      command: ["/bin/bash", "-c", "ulimit -u 20; for i in {1..60}; do sleep 60 & done"],
    });
    const printed = await new Promise<string>((resolve) => {
      sandbox.console.once("data", (chunk: Buffer) => {
        resolve(chunk.toString());
      });
    });
    const used = usage((await sandbox.first) ?? 0, LIMITS);
    sandbox.process.kill("SIGKILL");
    assert.match(printed, /fork: retry: Resource temporarily unavailable/);
    assert.equal(used?.processes, 20);
  });

  it("has its own count of processes, though all belong to one user", async () => {
    const servers = ["1", "2", "3"].map((name) =>
      bootServer(
        serverFacts("#!/bin/bash\nfor i in {1..25}; do sleep 1 & done; wait"),
        path.join(folder.path, name),
        { limits: { ...LIMITS, processes: 40 } },
      ),
    );
    for (const { outcome } of await Promise.all(servers)) assert.deepEqual(outcome, { how: "ok" });
  });

  it("is ended when its processes take too much memory together", async () => {
    const done = await boot(
      `for i in {1..8}; do (x=$(head -c 40M /dev/zero | tr '\\0' x); sleep 30) & done; wait`,
      { memoryMiB: 160 },
    );
    assert.deepEqual(done.outcome, { how: "limit", limit: "memory" });
  });

  it("gets no more memory than the limit for one process", async () => {
    const done = await boot("dd if=/dev/zero of=/dev/null bs=400M count=1");
    assert.deepEqual(done.outcome, { how: "failed", exitCode: 1 });
    assert.equal(
      done.console,
      "dd: memory exhausted by input buffer of size 419430400 bytes (400 MiB)\n",
    );
  });

  it("is told when its disk is full", async () => {
    const done = await boot("cat /dev/zero >/var/full", { diskMiB: 16 });
    assert.deepEqual(done.outcome, { how: "limit", limit: "disk" });
    assert.match(done.console, /No space left on device/);
  });

  it("is ended when it makes files without end", async () => {
    const done = await boot("mkdir /x; i=0; while :; do : >/x/$((i++)); done", { files: 3000 });
    assert.deepEqual(done.outcome, { how: "limit", limit: "disk" });
  });

  it("is ended when it prints without end, and keeps the last lines", async () => {
    const done = await boot("yes 'all work and no play'");
    assert.deepEqual(done.outcome, { how: "limit", limit: "output" });
    assert.match(done.console, /^(all work and no play\n)+/);
    assert.ok(done.console.length <= 16 * 1024);
  });

  it("is ended after its time, and serves what it had begun to serve", async () => {
    const done = await boot(
      `dnf install -y -q httpd; echo page >/var/www/html/index.html; systemctl start httpd
      while :; do :; done`,
      { seconds: 2 },
    );
    assert.deepEqual(done.outcome, { how: "limit", limit: "time" });
    const answered = await answer(done, { method: "GET", url: "/", headers: {} });
    assert.equal(answered?.body.toString(), "page\n");
  });

  it("publishes no more than the limit", async () => {
    const done = await boot(
      `dnf install -y -q httpd && systemctl start httpd
      head -c 3M /dev/zero >/var/www/html/large`,
      { webRootMiB: 2 },
    );
    assert.deepEqual(done.outcome, { how: "limit", limit: "web root" });
    assert.equal(done.webServer, undefined);
  });
});
