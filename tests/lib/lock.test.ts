import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { makeOnce } from "../../engine/cache.ts";
import { withLock } from "../../lib/lock.ts";
import { identify } from "../../lib/processes.ts";

const silent = () => undefined;

describe("withLock", () => {
  let folder: string;
  const lock = () => path.join(folder, "build.lock");

  /** Leaves a lock as a killed process leaves it. */
  function leave(owner: unknown): void {
    mkdirSync(lock());
    writeFileSync(path.join(lock(), "owner.json"), JSON.stringify(owner));
  }

  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), "lock-test-"));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it("lets one in at a time", async () => {
    let inside = 0;
    const visit = () =>
      withLock(lock(), silent, async () => {
        assert.equal(++inside, 1);
        await sleep(20);
        inside--;
      });
    await Promise.all([visit(), visit(), visit()]);
    assert.deepEqual(readdirSync(folder), []);
  });

  it("is released when the work fails", async () => {
    await assert.rejects(
      withLock(lock(), silent, () => Promise.reject(new Error("no"))),
      /no/,
    );
    assert.ok(!existsSync(lock()));
  });

  it("takes over from a process that is dead", async () => {
    const { pid } = spawnSync(process.execPath, ["--version"]);
    leave({ pid, started: "1" });
    assert.equal(await withLock(lock(), silent, () => Promise.resolve("done")), "done");
  });

  it("takes over when another process has got the owner's number", async () => {
    leave({ pid: process.pid, started: "long ago" });
    assert.equal(await withLock(lock(), silent, () => Promise.resolve("done")), "done");
  });

  it("does not take over from a process of another container, which cannot be seen", async () => {
    const { pid } = spawnSync(process.execPath, ["--version"]);
    const [boot = ""] = identify(process.pid)?.place?.split(" ") ?? [];
    leave({ pid, started: "1", place: `${boot} pid:[1]` });
    const lines: string[] = [];
    const waiting = withLock(
      lock(),
      (line) => void lines.push(line),
      () => Promise.resolve("done"),
    );
    await sleep(300);
    assert.match(lines.join(), new RegExp(`another machine or container; .*: rm -r ${lock()}$`));
    rmSync(lock(), { recursive: true });
    assert.equal(await waiting, "done");
  });

  it("waits for a process that lives, and says for which", async () => {
    leave(identify(process.ppid));
    const lines: string[] = [];
    const waiting = withLock(
      lock(),
      (line) => void lines.push(line),
      () => Promise.resolve("done"),
    );
    await sleep(300);
    assert.deepEqual(lines, [`Waiting for process ${process.ppid}, which holds build.lock`]);
    rmSync(lock(), { recursive: true });
    assert.equal(await waiting, "done");
  });
});

describe("makeOnce", () => {
  let folder: string;
  const thing = () => path.join(folder, "thing");

  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), "cache-test-"));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it("makes a thing once, whoever asks", async () => {
    let made = 0;
    const make = () => {
      made++;
      return Promise.resolve();
    };
    await Promise.all([makeOnce(thing(), silent, make), makeOnce(thing(), silent, make)]);
    await makeOnce(thing(), silent, make);
    assert.equal(made, 1);
  });

  it("leaves nothing half made, and begins anew after a failure", async () => {
    const half = (unfinished: string) => {
      writeFileSync(path.join(unfinished, "half"), "");
      return Promise.reject(new Error("killed"));
    };
    await assert.rejects(makeOnce(thing(), silent, half), /killed/);
    assert.ok(!existsSync(thing()));
    await makeOnce(thing(), silent, () => Promise.resolve());
    assert.deepEqual(readdirSync(thing()), []);
    assert.deepEqual(readdirSync(folder), ["thing"]);
  });

  it("does not share its folder with what a killed process has left at work", async () => {
    const folders: string[] = [];
    const half = (unfinished: string) => {
      folders.push(unfinished);
      return Promise.reject(new Error("killed"));
    };
    await assert.rejects(makeOnce(thing(), silent, half));
    await assert.rejects(makeOnce(thing(), silent, half));
    assert.notEqual(folders[0], folders[1]);
    assert.deepEqual(folders.map(existsSync), [false, true]);
  });
});
