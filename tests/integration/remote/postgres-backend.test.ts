import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { type Emulator, startEmulator, stopEmulator } from "../../../engine/emulator/emulator.ts";
import { inventory } from "../../../engine/emulator/inventory.ts";
import type { Machine } from "../../nightly/shards/machine.ts";
import { kill } from "../../support/engine/class-processes.ts";
import { hasPostgres, PASSWORD, Postgres } from "../../support/engine/postgres.ts";
import { inOrder } from "../../support/processes/in-order.ts";
import { DOWN, TwoMachines } from "./two-machines.ts";

const PROJECT = "records-of-aws-class.dev";

describe("a class on two machines, with its state in PostgreSQL", function () {
  this.timeout("10m");
  inOrder();
  const folder = mkdtempSync(path.join(os.tmpdir(), "aws-class-backend-"));
  let postgres: Postgres;
  let emulator: Emulator;
  let machines: TwoMachines;
  let one: Machine;
  let other: Machine;

  before(async function () {
    if (!hasPostgres) this.skip(); // nobody but root can install one, see .ci/run
    postgres = await Postgres.start();
    ({ emulator } = await startEmulator(folder, console.error));
    machines = await TwoMachines.up(emulator, postgres.address);
    ({ one, other } = machines);
  });
  after(async () => {
    if (!hasPostgres) return;
    machines.remove();
    await stopEmulator(folder);
    postgres.stop();
    rmSync(folder, { recursive: true });
  });

  /** The files beside the state, without Pulumi's backups of them. */
  const files = (): string[] => {
    const keys = postgres.keys(`/stacks/${PROJECT}/`).filter((key) => key.endsWith(".json"));
    return keys.map((key) => key.split("/").at(-1) ?? "");
  };
  const locks = (): string[] => files().filter((name) => name.startsWith("lock."));

  /** A command that must refuse, change nothing, and show no password. @returns what it says */
  async function refused(machine: Machine, args: readonly string[], why: RegExp): Promise<string> {
    const said = await machines.refused(machine, args, why);
    assert.ok(!said.includes(PASSWORD), said);
    return said;
  }

  it("has its record beside the state, which Pulumi's list of the class's stacks does not show", () => {
    assert.ok(files().length > 0);
    for (const name of files()) assert.match(name, /^record-[\w-]+\.json$/);
    const listed = JSON.parse(one.pulumi("stack", "ls", "--json")) as { name: string }[];
    assert.deepEqual(
      listed.map(({ name }) => name),
      ["dev"],
    );
  });

  it("is not destroyed while a command of another machine works on it, and a killed one leaves its lock", async () => {
    const down = one.start("down", "--yes", "--stack", "dev");
    while (locks().length === 0 && down.process.exitCode === null)
      await new Promise((resolve) => setTimeout(resolve, 50));
    down.process.kill("SIGSTOP");
    // As on another machine: here, the process of a lock would be known to have ended.
    await refused(other, DOWN, /process \d+ on .* is working on this stack/);
    down.process.kill("SIGKILL");
    await down.end();
    for (const each of one.processes) kill(each);
    assert.equal(locks().length, 1);
  });

  it("is not destroyed after a command of another machine was killed, until its lock is removed as it says", async () => {
    const cwd = mkdtempSync(path.join(folder, "other-machine-"));
    writeFileSync(path.join(cwd, "Pulumi.yaml"), `name: ${PROJECT}\nruntime: nodejs\n`);
    const lock = "lock.12.0123456789ab.0123456789ab.laptop.0a1b2c";
    other.pulumi("stack", "init", lock, "--no-select", "--cwd", cwd);
    const said = await refused(
      one,
      DOWN,
      /process 12 on laptop, since .* is working on this stack/,
    );
    const [, removal = ""] = /npm run pulumi -- (stack rm \S+ --yes)$/m.exec(said) ?? [];
    one.pulumi(...removal.split(" "));
    assert.ok(!locks().includes(`${lock}.json`));
  });

  it("is not called clean where its backend does not answer", async () => {
    postgres.pause();
    await refused(other, ["leftovers", "--stack", "dev"], /connect/);
    postgres.start();
  });

  it("is destroyed once by two commands that begin together, on two machines", async () => {
    const { done, said } = await machines.downTogether();
    if (!done.includes(true)) await other.well(...DOWN); // both saw the other's lock
    assert.deepEqual(await inventory(emulator), [], said);
  });

  it("has its record still, which the other machine reads, and no lock left", async () => {
    assert.deepEqual(locks(), []);
    assert.ok(files().some((name) => name.startsWith("record-")));
    const before = files();
    assert.match(await other.well("leftovers", "--stack", "dev"), /^Clean/m);
    assert.deepEqual(files(), before);
  });
});
