import assert from "node:assert/strict";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
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

/** How many students the class has had after each run that is killed at any moment. */
const SIZES = [8, 10, 13, 15, 18, 20, 23, 25, 28, 30];

/** The ids of a class's first students. */
const idsOf = (count: number): string[] =>
  Array.from({ length: count }, (_, at) => `s${String(at + 1).padStart(2, "0")}`);

describe("a class of students that is killed while it is opened", function () {
  this.timeout("15m");
  inOrder();
  let stack: RemoteClass;
  let students = idsOf(1);
  /** How long the last run took that was not killed. */
  let lastMs = 0;
  before(async () => {
    stack = await RemoteClass.start({ "class:labs": {}, "class:each": EACH });
    stack.pulumi("stack", "init", "dev");
  });
  after(async () => {
    for (const each of stack.processes) kill(each);
    await stack.stop();
  });

  interface Run {
    readonly command: ChildProcess;
    readonly stdout: () => string;
    readonly said: () => string;
  }
  function start(): Run {
    const roster = path.join(stack.folder, "roster.csv");
    writeFileSync(roster, ["id", ...students, ""].join("\n"));
    const command = stack.start(
      ...["open", roster, "--class", "dev", "--expires", END, "--yes", "--ignore-quotas"],
    );
    let [stdout, stderr] = ["", ""];
    command.stdout.on("data", (chunk) => (stdout += String(chunk)));
    command.stderr.on("data", (chunk) => (stderr += String(chunk)));
    return { command, stdout: () => stdout, said: () => stdout + stderr };
  }

  /** A run for one student more, whose command is killed. */
  async function killedWhen(moment: Moment): Promise<void> {
    students = idsOf(students.length + 1);
    const { command, said } = start();
    while (!(await moment(stack, students.at(-1) ?? ""))) {
      assert.equal(command.exitCode, null, said());
      await sleep(50);
    }
    command.kill("SIGKILL");
    await once(command, "exit");
  }

  /** A run whose command is killed at a random moment; one that is done by then is followed by another, which has less time. */
  async function killedWithin(mostMs: number): Promise<number> {
    const ms = Math.random() * mostMs;
    const { command, said } = start();
    const exit = once(command, "exit");
    await Promise.race([exit, sleep(ms)]);
    if (command.exitCode !== null) {
      assert.equal(command.exitCode, 0, said());
      return killedWithin(mostMs / 2);
    }
    command.kill("SIGKILL");
    await exit;
    return ms;
  }

  /** What AWS has and no state. */
  async function strays(): Promise<string[]> {
    const states = ["dev", ...students.map((student) => `dev-${student}`)].map((name) => {
      const file = path.join(stack.folder, "state/.pulumi/stacks/class", `${name}.json`);
      const text = readFileSync(file, "utf8");
      const { checkpoint } = JSON.parse(text) as {
        readonly checkpoint: { readonly latest: { readonly pending_operations?: object[] } };
      };
      assert.deepEqual(checkpoint.latest.pending_operations ?? [], [], name);
      return text;
    });
    return (await inventory(stack.emulator)).filter((line) => {
      const [, id = ""] = line.split(" ");
      return !states.some((state) => state.includes(`"${id}"`));
    });
  }

  /** Opens the class, which has everything afterwards, once. */
  async function becomesWhole(): Promise<void> {
    const begin = performance.now();
    const { command, stdout, said } = start();
    const [status] = (await once(command, "close")) as Exit["status"][];
    lastMs = performance.now() - begin;
    assert.equal(status, 0, said());
    const all = students.length;
    assert.match(stdout(), new RegExp(`${all} students?: ${all} done`));
    assert.deepEqual(await strays(), []);
    for (const kind of [/s3\/bucket .*dev-s\d\d/i, /dynamodb\/table .*dev-s\d\d/i])
      assert.equal((await inventory(stack.emulator)).filter((line) => kind.test(line)).length, all);
  }

  it("comes up", becomesWhole);

  for (const [name, moment] of Object.entries(MOMENTS))
    it(`is whole after the next run where its command was killed when ${name}`, async () => {
      await killedWhen(moment);
      await becomesWhole();
    });

  for (const size of SIZES)
    it(`is whole after the next run, with ${size} students, where its command was killed at a random moment`, async () => {
      students = idsOf(size);
      const ms = await killedWithin(lastMs);
      console.log(`      killed after ${(ms / 1000).toFixed(1)} s`);
      await becomesWhole();
    });
});
