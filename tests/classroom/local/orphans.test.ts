import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { allDone, OrphanError, orphansDone } from "../../../classroom/local/orphans.ts";
import { mark } from "../../../lib/outlived.ts";
import { identify, isRunning } from "../../../lib/processes.ts";
import { PROJECT } from "../../../lib/project.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const [[NAME, MINE] = ["", ""]] = Object.entries(mark());
const DEAD = JSON.stringify([PROJECT, process.pid, "1"]);

const ENDS = "setTimeout(() => process.exit(), 500);";
const WAITS = "setInterval(() => {}, 1000);";
const STOPS = `${WAITS} process.on('SIGINT', () => process.exit());`;
const HANGS = `${WAITS} process.on('SIGINT', () => {});`;

describe("a Pulumi whose command was killed", () => {
  before(function () {
    if (process.platform !== "linux") this.skip(); // only Linux shows the environment of other processes, where the mark is
  });
  const folder = temporaryFolder();
  const started: ChildProcess[] = [];
  const said: string[] = [];
  const report = (line: string): void => {
    said.push(line);
  };
  beforeEach(() => (said.length = 0));
  afterEach(() => {
    for (const each of started.splice(0)) each.kill("SIGKILL");
  });

  /** A program called pulumi, at work on a stack. @param owner the command that has started it */
  async function pulumi(stack: string, script: string, owner = DEAD) {
    const command = path.join(folder.path, "pulumi");
    if (started.length === 0) symlinkSync(process.execPath, command);
    writeFileSync(path.join(folder.path, "up"), `${script} console.log('at work')`);
    const env = { ...process.env, [NAME]: owner };
    const child = spawn(command, ["up", "--yes", "--stack", stack], { env, cwd: folder.path });
    started.push(child);
    await once(child.stdout, "data");
    const id = identify(child.pid ?? 0);
    assert.ok(id);
    return id;
  }

  it("is waited for until it has ended: it is said for which, and for how long", async () => {
    const id = await pulumi("dev-s01", ENDS);
    await orphansDone((stack) => stack === "dev-s01", report);
    assert.ok(!isRunning(id));
    assert.equal(
      said[0],
      `A run was killed, but its Pulumi process is still running (up dev-s01, process ${id.pid}): waiting for it, 15 minutes at most`,
    );
  });

  it("is not waited for on another stack, nor where its command lives or is another project's", async () => {
    const ids = [
      await pulumi("prod", WAITS),
      await pulumi("dev-s01", WAITS, MINE),
      await pulumi("dev-s01", WAITS, JSON.stringify(["/elsewhere", process.pid, "1"])),
    ];
    await orphansDone((stack) => stack === "dev-s01", report);
    assert.deepEqual(said, []);
    assert.deepEqual(ids.map(isRunning), [true, true, true]);
  });

  it("is told to stop when it takes too long, and then completes what it has begun", async () => {
    const id = await pulumi("dev", STOPS);
    await allDone([{ id, work: "up dev" }], report, { endMs: 50, stopMs: 20_000, pauseMs: 10 });
    assert.ok(!isRunning(id));
    assert.match(
      said.at(-1) ?? "",
      new RegExp(`^Asking it to stop .*: up dev, process ${id.pid}$`),
    );
  });

  it("is never ended by force: who waits is told of it instead", async () => {
    const id = await pulumi("dev", HANGS);
    const patience = { endMs: 50, stopMs: 50, pauseMs: 10 };
    await assert.rejects(
      allDone([{ id }], report, patience),
      (error) => error instanceof OrphanError && error.message.includes(`process ${id.pid}`),
    );
    assert.ok(isRunning(id));
  });
});
