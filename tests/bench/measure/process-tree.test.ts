import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { treeMemory } from "./process-tree.ts";

describe("the memory of a process tree", () => {
  let proc: string;

  beforeEach(() => {
    proc = mkdtempSync(path.join(os.tmpdir(), "aws-class-proc-"));
    mkdirSync(path.join(proc, "sys"));
  });
  afterEach(() => {
    rmSync(proc, { recursive: true });
  });

  function runs(pid: number, parent: number, kib?: number): void {
    const folder = path.join(proc, String(pid));
    mkdirSync(folder);
    writeFileSync(path.join(folder, "status"), `Name:\tnode PPid:\t1\nPPid:\t${parent}\n`);
    if (kib === undefined) return;
    const shared = `Rss:  ${10 * kib} kB\nPss:            ${kib} kB\nPss_Dirty:  1 kB\n`;
    writeFileSync(path.join(folder, "smaps_rollup"), `00-ff ---p [rollup]\n${shared}`);
  }

  it("is what it and its descendants have, however deep", () => {
    runs(10, 1, 100);
    runs(11, 10, 20);
    runs(12, 11, 3);
    assert.equal(treeMemory(10, proc), 123 * 1024);
  });

  it("is without processes that others have started", () => {
    runs(10, 1, 100);
    runs(20, 1, 50);
    runs(21, 20, 50);
    assert.equal(treeMemory(10, proc), 100 * 1024);
  });

  it("is without those that have just ended", () => {
    runs(10, 1, 100);
    runs(11, 10);
    assert.equal(treeMemory(10, proc), 100 * 1024);
    assert.equal(treeMemory(99, proc), 0);
  });

  it("is of this process what the system says", () => {
    const memory = treeMemory(process.pid);
    assert.ok(memory > 20 * 2 ** 20 && memory < 20 * 2 ** 30, String(memory));
  });
});
