import assert from "node:assert/strict";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { inventory } from "../../engine/emulator/inventory.ts";
import { commandLine, kill } from "../support/engine/class-processes.ts";
import { type Exit, RemoteClass } from "../integration/remote/remote-class.ts";
import { inOrder } from "../support/processes/in-order.ts";

const EACH = { labs: { "s3-bucket": true, dynamodb: true }, protect: false };

/** The same in each run: nothing is to change but what was killed. */
const END = new Date(Date.now() + 8 * 3600_000).toISOString();

/** What a run is at when it is killed, by a student who is new. */
type Moment = (stack: RemoteClass, student: string) => boolean | Promise<boolean>;

const runs = (stack: RemoteClass, call: RegExp): boolean =>
  stack.processes.some((each) => call.test(commandLine(each)));

const MOMENTS = {
  "the class's own stack is changed": (stack) => runs(stack, /pulumi up .*--stack dev /),
  "a student's stack is made": (stack, student) =>
    existsSync(path.join(stack.folder, ".class/students/dev", student, "making")),
  "a student's Pulumi starts": (stack, student) =>
    runs(stack, new RegExp(`pulumi up .*--stack dev-${student} `)),
  "a student's resources are made": async (stack, student) =>
    (await inventory(stack.emulator)).some((line) => line.includes(`dev-${student}`)),
} satisfies Record<string, Moment>;

describe("a class of students that is killed while it is opened", function () {
  this.timeout("15m");
  inOrder();
  let stack: RemoteClass;
  const students = ["s01"];
  before(async () => {
    stack = await RemoteClass.start({ "class:labs": {}, "class:each": EACH });
    stack.pulumi("stack", "init", "dev");
  });
  after(async () => {
    for (const each of stack.processes) kill(each);
    await stack.stop();
  });

  function start(): ChildProcess {
    const roster = path.join(stack.folder, "roster.csv");
    writeFileSync(roster, ["id", ...students, ""].join("\n"));
    return stack.start(
      ...["open", roster, "--class", "dev", "--expires", END, "--yes", "--ignore-quotas"],
    );
  }
  async function open(): Promise<Exit> {
    const command = start();
    let [stdout, stderr] = ["", ""];
    command.stdout?.on("data", (chunk) => (stdout += String(chunk)));
    command.stderr?.on("data", (chunk) => (stderr += String(chunk)));
    const [status] = (await once(command, "close")) as [number | null];
    return { status, stdout, stderr };
  }

  /** A run for one student more, whose command is killed. */
  async function killedWhen(moment: Moment): Promise<void> {
    const student = `s0${students.length + 1}`;
    students.push(student);
    const command = start();
    let said = "";
    for (const stream of [command.stdout, command.stderr])
      stream?.on("data", (chunk) => (said += String(chunk)));
    while (!(await moment(stack, student))) {
      assert.equal(command.exitCode, null, said);
      await sleep(50);
    }
    command.kill("SIGKILL");
    await once(command, "exit");
  }

  /** What AWS has and no state. */
  async function strays(): Promise<string[]> {
    const states = ["dev", ...students.map((student) => `dev-${student}`)].map((name) =>
      stack.pulumi("stack", "export", "--stack", name),
    );
    for (const state of states) assert.doesNotMatch(state, /"pending_operations": \[\s*\{/);
    return (await inventory(stack.emulator)).filter((line) => {
      const [, id = ""] = line.split(" ");
      return !states.some((state) => state.includes(`"${id}"`));
    });
  }

  async function isWhole({ status, stdout, stderr }: Exit): Promise<void> {
    assert.equal(status, 0, stdout + stderr);
    const all = students.length;
    assert.match(stdout, new RegExp(`${all} students?: ${all} done`));
    assert.deepEqual(await strays(), []);
    for (const kind of [/s3\/bucket .*dev-s0\d/i, /dynamodb\/table .*dev-s0\d/i])
      assert.equal((await inventory(stack.emulator)).filter((line) => kind.test(line)).length, all);
  }

  it("comes up", async () => {
    await isWhole(await open());
  });

  for (const [name, moment] of Object.entries(MOMENTS))
    it(`is whole after the next run where its command was killed when ${name}`, async () => {
      await killedWhen(moment);
      await isWhole(await open());
    });
});
