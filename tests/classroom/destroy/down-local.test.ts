import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { downLocal, endLocal } from "../../../classroom/destroy/down-local.ts";
import { LocalFolder } from "../../../classroom/local/local-folder.ts";
import { Ledger } from "../../../classroom/record/ledger.ts";
import type { ClassStack } from "../../../classroom/stack/open-stack.ts";
import { identify, isRunning } from "../../../lib/processes.ts";
import { capturedConsole } from "../../support/fakes/captured-console.ts";
import { fakeAws } from "../../support/fakes/fake-aws.ts";
import { fakeEnvironment } from "../../support/fakes/fake-environment.ts";
import { FakeKeeper, FakeStack, IDENTITY } from "../../support/fakes/fake-stack.ts";
import { localServer } from "../../support/local-server.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const TOPIC = { type: "aws:sns/topic:Topic", name: "alarm", id: "alarm" };
const CHOICE = { deleteProtected: false, verbose: true, sleep: () => Promise.resolve() };

describe("the end of the class on this machine", () => {
  const server = localServer();
  const temporary = temporaryFolder();
  const said = capturedConsole();
  fakeEnvironment(() => ({ AWS_CLASS_FOLDER: temporary.path }));
  let process: ChildProcess | undefined;
  afterEach(() => process?.kill());

  /** An emulator that runs: a process, its record, and who answers in its name. */
  async function emulated(left: readonly string[], memory = "m1") {
    const child = spawn("sleep", ["600"], { stdio: "ignore" });
    process = child;
    const { pid = 0 } = child;
    const asked: string[] = [];
    const endpoint = await server.serve(({ method, url = "" }, response) => {
      const route = url.replace("/moto-api/", "");
      if (route !== "class/identity") asked.push(`${method} ${route}`);
      const answer = route === "class/identity" ? { id: memory, pid } : left;
      response.end(JSON.stringify(answer));
    });
    const started = { process: identify(pid), endpoint };
    writeFileSync(path.join(temporary.path, "emulator.json"), JSON.stringify(started));
    return { asked, runs: () => started.process !== undefined && isRunning(started.process) };
  }

  /** The folder of a class that is up, as a run has left it. */
  function classUp(memory = "m1"): LocalFolder {
    const folder = new LocalFolder();
    const stacks = path.join(folder.state, ".pulumi/stacks/class");
    mkdirSync(stacks, { recursive: true });
    writeFileSync(path.join(stacks, "local.json"), "{}");
    folder.remember(memory);
    return folder;
  }

  async function end(folder: LocalFolder, stack = new FakeStack([TOPIC]), choice = {}) {
    const keeper = new FakeKeeper({ ledger: new Ledger([]) });
    const opened: string[] = [];
    const done = await endLocal(folder, { ...CHOICE, ...choice }, (_, { endpoint }) => {
      opened.push(endpoint);
      const open = { identity: IDENTITY, stack: stack.pulumi, aws: fakeAws({}) };
      return Promise.resolve({ ...open, keeper });
    });
    return { done, opened, calls: stack.calls, hasState: existsSync(folder.state) };
  }

  it("destroys the stack, asks the emulator what it still holds, and stops it", async () => {
    const { asked, runs } = await emulated([]);
    const { done, opened, calls, hasState } = await end(classUp());
    assert.deepEqual([done, calls, asked], [true, ["refresh", "destroy"], ["GET class/inventory"]]);
    assert.deepEqual([opened.length, runs(), hasState], [1, false, false]);
    assert.match(said.text, /^Stopping the emulator$/m);
    assert.match(said.text, /^Nothing is left: no stack, no resource, no process\.$/m);
    assert.doesNotMatch(said.text, /left these behind/);
  });

  it("is not clean where the emulator still holds something, which goes with it", async () => {
    const { runs } = await emulated(["ec2/VPC vpc-1 (r)", "sns/Topic t (r)"]);
    const { done, hasState } = await end(classUp());
    assert.deepEqual([done, runs(), hasState], [false, false, false]);
    assert.match(
      said.text,
      /^The destroy left these behind .*stay\):\n {2}ec2\/VPC vpc-1 \(r\)\n {2}sns\/Topic t \(r\)$/m,
    );
    assert.doesNotMatch(said.text, /Nothing is left/);
  });

  it("keeps stack and emulator where something is stuck", async () => {
    const { asked, runs } = await emulated([]);
    const stack = new FakeStack([TOPIC]);
    stack.destroys = [{ errors: { alarm: "no" } }];
    const { done, hasState } = await end(classUp(), stack);
    assert.deepEqual([done, asked, runs(), hasState], [false, [], true, true]);
    assert.match(said.text, /1 resource is stuck and stays in stack dev/);
  });

  it("changes nothing of a class that was extended meanwhile, by what its stack says now", async () => {
    const { runs } = await emulated([]);
    const stack = new FakeStack([TOPIC]);
    const asked: string[] = [];
    const stillWanted = async ({ stack: its }: Pick<ClassStack, "stack">) => {
      asked.push(String((await its.outputs()).class?.expires));
      throw new Error("extended");
    };
    await assert.rejects(end(classUp(), stack, { stillWanted }), /^Error: extended$/);
    assert.deepEqual([asked, stack.calls, runs()], [[IDENTITY.expires], [], true]);
  });

  it("drops what is in doubt: the class of another memory is not destroyed, but reset", async () => {
    const { asked, runs } = await emulated([], "m2");
    const { done, opened, hasState } = await end(classUp("m1"));
    assert.deepEqual([done, opened, runs(), hasState], [true, [], false, false]);
    assert.deepEqual(asked, ["POST reset", "GET class/inventory"]);
    assert.match(said.text, /The emulator has lost the class/);
  });

  it("is nothing to do where no emulator runs, and what describes it is dropped", async () => {
    const { done, opened, hasState } = await end(classUp());
    assert.deepEqual([done, opened, hasState], [true, [], false]);
    assert.equal(
      said.text,
      "The emulator is not running, so nothing of the class exists.\n" +
        "Nothing is left: no stack, no resource, no process.",
    );
  });

  it("is the exit code of the command: 0 when nothing is left", async () => {
    assert.equal(await downLocal(CHOICE), 0);
    await emulated(["sns/Topic t (r)"]);
    assert.equal(await downLocal(CHOICE), 1);
  });
});
