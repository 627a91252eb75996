import assert from "node:assert/strict";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { inventory } from "../../engine/emulator/inventory.ts";
import { kill } from "../support/engine/class-processes.ts";
import { type Ended, RemoteClass } from "../integration/remote/remote-class.ts";

const EACH = { labs: { "s3-bucket": true, dynamodb: true }, protect: false };
const IDS = ["s01", "s02", "s03", "s04", "s05"];

/** When a run is killed, in seconds after it began: before, in and after the first student, and among the others. */
const MOMENTS = [4, 9, 13, 17];

describe("a class of students that is killed while it is opened", function () {
  this.timeout("10m");
  this.bail(true); // each goes on from what the one before has left
  let stack: RemoteClass;
  before(async () => {
    stack = await RemoteClass.start({ "class:labs": {}, "class:each": EACH });
    stack.pulumi("stack", "init", "dev");
  });
  after(async () => {
    for (const each of stack.processes) kill(each);
    await stack.stop();
  });

  function roster(ids: readonly string[]): string {
    const file = path.join(stack.folder, "roster.csv");
    writeFileSync(file, ["id,name", ...ids.map((id) => `${id},Student ${id}`)].join("\n"));
    return file;
  }
  const call = (ids: readonly string[]): string[] => [
    ...["open", roster(ids), "--class", "dev", "--expires", "8h", "--yes", "--ignore-quotas"],
  ];
  async function open(ids: readonly string[]): Promise<Ended> {
    const command = stack.start(...call(ids));
    let [stdout, stderr] = ["", ""];
    command.stdout.on("data", (chunk) => (stdout += String(chunk)));
    command.stderr.on("data", (chunk) => (stderr += String(chunk)));
    const [status] = (await once(command, "close")) as [number | null];
    return { status, stdout, stderr };
  }
  const held = async (kind: RegExp): Promise<string[]> =>
    (await inventory(stack.emulator)).filter((line) => kind.test(line));

  it("comes up", async () => {
    const { status, stdout, stderr } = await open(IDS);
    assert.equal(status, 0, stdout + stderr);
  });

  it("has each thing once, whenever it was killed while it grew", async () => {
    const more = [...IDS, "s06", "s07", "s08", "s09"];
    for (const [at, seconds] of MOMENTS.entries()) {
      const command = stack.start(...call(more.slice(0, IDS.length + at + 1)));
      command.stdout.resume();
      command.stderr.resume();
      await sleep(seconds * 1000);
      command.kill("SIGKILL");
      // Every other time what it has started is killed, too.
      if (at % 2 === 1) for (const each of stack.processes) kill(each);
      if (command.exitCode === null && command.signalCode === null) await once(command, "exit");
    }
    const { status, stdout, stderr } = await open(more);
    assert.equal(status, 0, stdout + stderr);
    assert.match(stdout, /9 students: 9 done/);
    const tables = await held(/dynamodb\/table .*-dev-s0\d/i);
    const buckets = await held(/s3\/bucket .*dev-s0\d/i);
    assert.deepEqual([tables.length, buckets.length], [9, 9], [...tables, ...buckets].join("\n"));
  });
});
