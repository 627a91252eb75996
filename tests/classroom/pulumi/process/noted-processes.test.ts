import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { isHeldByDead, noteProcess } from "../../../../classroom/pulumi/process/noted-processes.ts";
import { identify } from "../../../../lib/processes.ts";
import { fakeEnvironment } from "../../../support/fakes/fake-environment.ts";
import { killedProcess } from "../../../support/processes/killed.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";

describe("a lock of Pulumi's", () => {
  const folder = temporaryFolder();
  fakeEnvironment(() => ({ AWS_CLASS_FOLDER: folder.path }));

  const lock = (pid: number, ms = Date.now(), host = os.hostname()) =>
    `file:///state/x.json: created by kim@${host} (pid ${pid}) at ${new Date(ms).toISOString()}`;
  const notes = () => path.join(folder.path, "pulumi-processes");
  /** Changes the one note there is. */
  const change = (its: object) => {
    const file = path.join(notes(), readdirSync(notes())[0] ?? "");
    const note = JSON.parse(readFileSync(file, "utf8")) as object;
    writeFileSync(file, JSON.stringify({ ...note, ...its }));
  };

  it("is held by the dead when each of them was started here, and killed", async () => {
    const dead = await killedProcess();
    assert.equal(isHeldByDead(lock(dead)), true);
    assert.equal(isHeldByDead(`${lock(dead)}\n  ${lock(process.pid)}`), false);
    assert.equal(isHeldByDead("no lock"), false);
  });

  it("is not when the process runs, or has ended by itself", () => {
    const forget = noteProcess(process.pid);
    assert.equal(isHeldByDead(lock(process.pid)), false);
    change({ started: "1" }); // its number is another process's by now
    assert.equal(isHeldByDead(lock(process.pid)), true);
    forget();
    assert.deepEqual(readdirSync(notes()), []);
    assert.equal(isHeldByDead(lock(process.pid)), false);
  });

  it("is not when a machine or container with this host name may hold it", async () => {
    assert.equal(isHeldByDead(lock(2 ** 22 + 1)), false); // no process of ours
    const dead = await killedProcess();
    const [boot = ""] = identify(process.pid)?.place?.split(" ") ?? [];
    change({ place: `${boot} pid:[1]` }); // a container with our folder has noted it
    assert.equal(isHeldByDead(lock(dead)), false);
  });

  it("is not when it was made at another time than the process, or on another host", async () => {
    const dead = await killedProcess();
    const now = Date.now();
    assert.equal(isHeldByDead(lock(dead, now + 60_000)), true);
    for (const ms of [now - 5000, now + 301_000]) assert.equal(isHeldByDead(lock(dead, ms)), false);
    assert.equal(isHeldByDead(lock(dead, now, "elsewhere")), false);
  });

  it("is nobody's when the process ended before it could be noted", () => {
    noteProcess(2 ** 22 + 1)();
    assert.equal(isHeldByDead(lock(2 ** 22 + 1)), false);
  });
});
