import assert from "node:assert/strict";
import type { Emulator } from "../../../engine/emulator/emulator.ts";
import { inventory } from "../../../engine/emulator/inventory.ts";
import { Machine } from "../../nightly/shards/machine.ts";
import { kill } from "../../support/engine/class-processes.ts";

export const DOWN = ["down", "--yes", "--stack", "dev"];

/** Two machines that share class dev on a backend; it is up, with lab s3-bucket. */
export class TwoMachines {
  readonly one: Machine;
  readonly other: Machine;
  readonly #emulator: Emulator;

  private constructor(emulator: Emulator, backend: string) {
    this.#emulator = emulator;
    this.one = new Machine(emulator, backend);
    this.other = new Machine(emulator, backend);
  }

  static async up(emulator: Emulator, backend: string): Promise<TwoMachines> {
    const machines = new TwoMachines(emulator, backend);
    const { one, other } = machines;
    one.configure({ "class:labs": { "s3-bucket": true } });
    one.pulumi("stack", "init", "dev");
    await one.well("id", "--stack", "dev");
    other.pull(one);
    await one.well("up", "--stack", "dev", "--yes", "--expires", "8h");
    return machines;
  }

  /** Runs a command that must refuse, and change nothing. @returns what it says */
  async refused(machine: Machine, args: readonly string[], why: RegExp): Promise<string> {
    const before = await inventory(this.#emulator);
    const { code, said } = await machine.start(...args).end();
    assert.equal(code, 1, said);
    assert.match(said, why);
    assert.doesNotMatch(said, /Clean|Nothing is left/);
    assert.deepEqual(await inventory(this.#emulator), before);
    return said;
  }

  /** Destroys the class by a command on each, which begin together. @returns what each said, and whether it ended well */
  async downTogether(): Promise<{ readonly done: boolean[]; readonly said: string }> {
    const ends = await Promise.all(
      [this.one, this.other].map((machine) => machine.start(...DOWN).end()),
    );
    for (const { code, said } of ends)
      assert.match(said, code === 0 ? /^Nothing is left: /m : /is working on this stack/);
    return {
      done: ends.map(({ code }) => code === 0),
      said: ends.map((end) => end.said).join("\n---\n"),
    };
  }

  /** Ends what still runs on them, and deletes them. */
  remove(): void {
    for (const machine of [this.one, this.other]) {
      for (const each of machine.processes) kill(each);
      machine.remove();
    }
  }
}
