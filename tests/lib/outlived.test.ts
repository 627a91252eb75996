import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { endOutlived, mark, outlivedOf } from "../../lib/outlived.ts";
import { identify, isRunning } from "../../lib/processes.ts";
import { PROJECT } from "../../lib/project.ts";

const [NAME = ""] = Object.keys(mark());

describe("what outlives a Pulumi that was killed", () => {
  before(function () {
    if (process.platform !== "linux") this.skip(); // only Linux shows the environment of other processes, where the mark is
  });
  const started: ChildProcess[] = [];
  after(() => {
    for (const each of started) each.kill("SIGKILL");
  });

  /** A process, as Pulumi starts it for a command of this project that has started at another time than runs by now. */
  function running(command: string, args: readonly string[], project = PROJECT) {
    return marked(JSON.stringify([project, process.pid, "1"]), command, args);
  }

  function marked(owner: string, command: string, args: readonly string[]) {
    const child = spawn(command, args, { env: { ...process.env, [NAME]: owner } });
    started.push(child);
    const id = identify(child.pid ?? 0);
    assert.ok(id);
    return id;
  }

  it("is ended with the next command, where its command is gone", async () => {
    const pack = running("sleep", ["60"]);
    assert.deepEqual(await endOutlived("/opt/pulumi"), [`sleep (process ${pack.pid})`]);
    assert.ok(!isRunning(pack));
  });

  it("is left alone where it is another project's, or its command runs", async () => {
    const others = running("sleep", ["60"], "/somewhere/else");
    const child = spawn("sleep", ["60"], { env: { ...process.env, ...mark() } });
    started.push(child);
    assert.deepEqual(await endOutlived("/opt/pulumi"), []);
    assert.ok(isRunning(others));
    assert.equal(child.exitCode, null);
  });

  it("is left alone where its mark is none of ours, which keeps no other from being ended", async () => {
    const others = ["", "no JSON", "null", "{}", "[]", `["${PROJECT}","1","1"]`, `"${PROJECT}"`];
    const ids = others.map((owner) => marked(owner, "sleep", ["60"]));
    const ours = running("sleep", ["60"]);
    assert.deepEqual(await endOutlived("/opt/pulumi"), [`sleep (process ${ours.pid})`]);
    assert.deepEqual(
      ids.map(isRunning),
      others.map(() => true),
    );
  });

  it("is found by its program, with what it was called for", () => {
    const id = running("sleep", ["61"]);
    const found = outlivedOf("sleep").find((each) => each.id.pid === id.pid);
    assert.deepEqual(found?.id, id);
    assert.ok(found.args.includes("61"));
    assert.ok(!outlivedOf("tail").some((each) => each.id.pid === id.pid));
  });

  it("is left alone while the Pulumi that it works for is still there", async () => {
    const pack = running("tail", ["-f", "/dev/null"]);
    running("sleep", ["60"]);
    assert.deepEqual(await endOutlived("/opt/sleep"), []);
    assert.ok(isRunning(pack));
  });
});
