import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import {
  exclusively,
  InUseError,
  noteChild,
  untilIdle,
} from "../../../classroom/local/run-lock.ts";
import { identify, isRunning } from "../../../lib/processes.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const silent = () => undefined;

/** A process that waits to be ended. */
async function sleeper() {
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000); console.log('up')"]);
  await once(child.stdout, "data");
  const id = identify(child.pid ?? 0);
  assert.ok(id);
  return { child, id };
}

describe("exclusively", () => {
  const folder = temporaryFolder();
  const file = () => path.join(folder.path, "run.json");

  it("refuses a second command, and names the process at work", async () => {
    await exclusively(folder.path, silent, async () => {
      await assert.rejects(
        exclusively(folder.path, silent, () => Promise.resolve()),
        (error) => error instanceof InUseError && error.message.includes(String(process.pid)),
      );
    });
  });

  it("frees the folder when the work fails", async () => {
    const work = () => Promise.reject(new Error("no"));
    await assert.rejects(exclusively(folder.path, silent, work), /no/);
    assert.equal(existsSync(file()), false);
  });

  it("takes over from a command that was killed", async () => {
    const { child, id } = await sleeper();
    writeFileSync(file(), JSON.stringify({ command: id }));
    child.kill("SIGKILL");
    await once(child, "exit");
    assert.equal(await exclusively(folder.path, silent, () => Promise.resolve(1)), 1);
  });

  it("is not fooled by another process with the same number", async () => {
    writeFileSync(file(), JSON.stringify({ command: { pid: process.pid, started: "0" } }));
    assert.equal(await exclusively(folder.path, silent, () => Promise.resolve(1)), 1);
  });

  describe("when the last command ran in another place", () => {
    const [boot = "", namespace = ""] = identify(process.pid)?.place?.split(" ") ?? [];
    const left = (place: string) => {
      writeFileSync(file(), JSON.stringify({ command: { pid: 2 ** 22 + 1, started: "1", place } }));
    };
    const run = (isShared: boolean) =>
      exclusively(folder.path, silent, () => Promise.resolve(1), { isShared });

    it("is refused by a container of this machine, with what to do if that is gone", async () => {
      left(`${boot} pid:[1]`);
      const fix = new RegExp(`in another container.*if it was killed: rm ${file()}$`);
      for (const isShared of [false, true]) await assert.rejects(run(isShared), fix);
    });

    it("is refused where an older version left it on a shared folder, with what to do if that is gone", async () => {
      writeFileSync(file(), JSON.stringify({ command: { pid: 2 ** 22 + 1, started: "1" } }));
      const fix = new RegExp(`in an older version.*if it was killed: rm ${file()}$`);
      await assert.rejects(run(true), fix);
      assert.equal(await run(false), 1);
    });

    it("takes over from before this machine's start, where no other machine works", async () => {
      left(`another ${namespace}`);
      await assert.rejects(run(false), InUseError); // noted just now: by another machine
      utimesSync(file(), 0, 0);
      await assert.rejects(run(true), InUseError);
      assert.equal(await run(false), 1);
    });
  });

  it("ends a Pulumi that outlived its killed parent", async () => {
    const { id } = await sleeper();
    const command = { pid: 1, started: "never" };
    writeFileSync(file(), JSON.stringify({ command, child: id }));
    await exclusively(folder.path, silent, () => Promise.resolve());
    assert.equal(isRunning(id), false);
  });

  it("waits for a Pulumi that outlived its killed parent, where what it makes must be in the state", async () => {
    const { child, id } = await sleeper();
    writeFileSync(file(), JSON.stringify({ command: { pid: 1, started: "never" }, child: id }));
    const said: string[] = [];
    const report = (line: string) => {
      said.push(line);
      child.kill("SIGKILL"); // it ends by itself
    };
    const isOver = () => Promise.resolve(!isRunning(id));
    assert.ok(await exclusively(folder.path, report, isOver, { orphanIs: "waited for" }));
    assert.match(said[0] ?? "", new RegExp(`still running \\(process ${id.pid}\\): waiting`));
  });

  it("starts over with a record that a kill left half-written", async () => {
    writeFileSync(file(), '{"command":{"pi');
    assert.equal(await exclusively(folder.path, silent, () => Promise.resolve(1)), 1);
  });

  it("notes the child, for the next run to find", async () => {
    const { child, id } = await sleeper();
    noteChild(folder.path, id.pid);
    assert.deepEqual((JSON.parse(readFileSync(file(), "utf8")) as { child: unknown }).child, id);
    child.kill("SIGKILL");
  });
});

describe("untilIdle", () => {
  const folder = temporaryFolder();
  const file = () => path.join(folder.path, "run.json");

  it("waits for the command at work, which it names", async () => {
    const { child, id } = await sleeper();
    writeFileSync(file(), JSON.stringify({ command: id, called: "up" }));
    const said: string[] = [];
    const waiting = untilIdle(folder.path, (line) => said.push(line), 10);
    child.kill("SIGKILL");
    await waiting;
    assert.deepEqual(said, [`Waiting for up (process ${id.pid}), which is working on this stack`]);
  });

  it("goes on at once where none is at work", async () => {
    const said: string[] = [];
    await untilIdle(folder.path, (line) => said.push(line));
    writeFileSync(file(), JSON.stringify({ command: { pid: 1, started: "never" } }));
    await untilIdle(folder.path, (line) => said.push(line));
    await exclusively(folder.path, silent, () => untilIdle(folder.path, silent));
    assert.deepEqual(said, []);
  });
});
