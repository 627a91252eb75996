import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Aws } from "../../aws/clients.ts";
import { s3Client } from "../../aws/s3/client.ts";
import { type Emulator, startEmulator, stopEmulator } from "../../engine/emulator/emulator.ts";
import { inventory } from "../../engine/emulator/inventory.ts";
import { studentClassId } from "../../infra/class-id.ts";
import { commandLine, isLanguageHost, kill } from "../support/engine/class-processes.ts";
import type { Command } from "../support/engine/command.ts";
import { Machine } from "./shards/machine.ts";
import { inOrder } from "../support/processes/in-order.ts";

const REGION = "ap-northeast-2";
const BUCKET = "states";
const STUDENTS = Array.from({ length: 30 }, (_, at) => `s${String(at + 1).padStart(2, "0")}`);

/** Of all three machines together, as many stacks at once as one of them would have. */
const PARALLEL = "2";

interface Exported {
  readonly deployment: {
    readonly pending_operations?: readonly unknown[];
    readonly resources: readonly { readonly urn: string }[];
  };
}

describe("a class on three machines, with its state in S3", function () {
  this.timeout("25m");
  inOrder();
  const folder = mkdtempSync(path.join(os.tmpdir(), "aws-class-shards-"));
  let emulator: Emulator;
  let machines: readonly [Machine, Machine, Machine];

  before(async () => {
    ({ emulator } = await startEmulator(folder, console.error));
    const s3 = await new Aws({ region: REGION, env: emulator.env }).client(s3Client);
    await s3.createBucket({
      Bucket: BUCKET,
      CreateBucketConfiguration: { LocationConstraint: REGION },
    });
    const { host } = new URL(emulator.endpoint);
    const backend = `s3://${BUCKET}?region=${REGION}&endpoint=${host}&disableSSL=true&s3ForcePathStyle=true`;
    const machine = () => new Machine(emulator, backend);
    machines = [machine(), machine(), machine()];
    const [first, ...others] = machines;
    first.configure({ "class:labs": {}, "class:each": { labs: { "s3-bucket": true } } });
    first.pulumi("stack", "init", "dev");
    await first.well("id", "--stack", "dev");
    // As it is committed: when the class expires, the others learn from the class's stack.
    for (const each of others) each.pull(first);
    await first.well("up", "--stack", "dev", "--yes", "--expires", "8h");
  });
  after(async () => {
    for (const each of machines.flatMap(({ processes }) => processes)) kill(each);
    await stopEmulator(folder);
    for (const each of machines) each.remove();
    rmSync(folder, { recursive: true });
  });

  const open = (machine: Machine, students: readonly string[], ...part: string[]): Command =>
    machine.start(
      ...["open", machine.writeRoster(students), "--class", "dev", "--yes", "--json"],
      ...["--parallel", PARALLEL],
      ...part,
    );

  /** The students of a command that has ended, each with what has become of it. */
  const endsIn = (said: string) =>
    JSON.parse(/^\{[^]*^\}/m.exec(said)?.[0] ?? "") as Record<string, { readonly state: string }>;

  const stateOf = (stack: string) =>
    JSON.parse(machines[0].pulumi("stack", "export", "--stack", stack)) as Exported;
  const exported = (student: string): Exported => stateOf(`dev-${student}`);

  /** What a student's stack has, as it would be called for anybody. */
  const partsIn = ({ deployment }: Exported, student: string): string[] =>
    deployment.resources.map(({ urn }) => urn.replaceAll(`dev-${student}`, "dev-STUDENT")).sort();
  const partsOf = (student: string): string[] => partsIn(exported(student), student);

  /** Waits until a student's stack has begun to make something on AWS. */
  async function atWork(student: string, command: Command): Promise<void> {
    while (!(await inventory(emulator)).some((line) => line.includes(`dev-${student}`))) {
      assert.equal(command.process.exitCode, null, command.said);
      await sleep(100);
    }
  }

  it("is opened by three shards at the same time, of which one is killed and run again", async () => {
    const shards = machines.map((each, at) => open(each, STUDENTS, "--shard", `${at + 1}/3`));
    const [first, killed, third] = shards as [Command, Command, Command];
    await atWork("s05", killed);
    killed.process.kill("SIGKILL");
    await killed.end();
    const again = open(machines[1], STUDENTS, "--shard", "2/3");
    const opened: string[] = [];
    for (const shard of [first, again, third]) {
      const { code, said } = await shard.end();
      assert.equal(code, 0, said);
      const ends = endsIn(said);
      assert.deepEqual([...new Set(Object.values(ends).map(({ state }) => state))], ["done"]);
      opened.push(...Object.keys(ends));
    }
    // Disjoint, and together all of them.
    assert.deepEqual(opened.sort(), STUDENTS);
  });

  it("has each student's resources once, and AWS has nothing that no state knows", async () => {
    const parts = partsOf("s01");
    assert.equal(new Set(parts).size, parts.length);
    const states = new Map(STUDENTS.map((student) => [student, exported(student)]));
    for (const [student, state] of states) {
      assert.deepEqual(partsIn(state, student), parts, student);
      assert.deepEqual(state.deployment.pending_operations ?? [], [], student);
    }
    const known = JSON.stringify([stateOf("dev"), ...states.values()]);
    const orphans = (await inventory(emulator)).filter((line) => {
      const [, id = ""] = line.split(" ");
      return id !== BUCKET && !known.includes(`"${id}"`);
    });
    assert.deepEqual(orphans, []);
  });

  it("gives a student every setting of the class's stack, on a machine that has only what is committed", () => {
    const { class: its } = JSON.parse(
      machines[2].pulumi("stack", "output", "--json", "--stack", "dev-s03"),
    ) as { class: Record<string, string> };
    const { class: ofClass } = JSON.parse(
      machines[0].pulumi("stack", "output", "--json", "--stack", "dev"),
    ) as { class: Record<string, string> };
    assert.equal(its.expires, ofClass.expires);
    assert.equal(its.id, studentClassId(ofClass.id ?? "", "s03"));
  });

  it("is not harmed by two machines that open the same student: the second says so, and can be run again", async () => {
    const students = [...STUDENTS, "s31"];
    const first = open(machines[0], students, "--only", "s31");
    await atWork("s31", first);
    const second = await open(machines[1], students, "--only", "s31").end();
    assert.equal((await first.end()).code, 0, first.said);
    if (second.code !== 0) {
      assert.equal(second.code, 1, second.said);
      assert.match(second.said, /s31 .*another run/);
    }
    const again = await open(machines[1], students, "--only", "s31").end();
    assert.equal(again.code, 0, again.said);
    assert.deepEqual(partsOf("s31"), partsOf("s01"));
  });

  it("leaves no process behind", () => {
    const left = machines.flatMap(({ processes }) => processes);
    assert.deepEqual(left.filter((each) => !isLanguageHost(each)).map(commandLine), []);
  });
});
