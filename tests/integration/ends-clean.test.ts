import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { stopEmulator } from "../../engine/emulator/emulator.ts";
import { processesOf } from "../support/engine/class-processes.ts";
import { Command } from "../support/engine/command.ts";
import { carried } from "../support/labs.ts";

const ALL = carried.map(({ id }) => id).join(",");

/** A class of the test's own, and the commands that users type. */
function ownClass() {
  const folder = mkdtempSync(path.join(os.tmpdir(), "aws-class-clean-"));
  after(async () => {
    await stopEmulator(folder); // of a run that failed
    rmSync(folder, { recursive: true });
  });

  const run = async (...args: string[]): Promise<string> => {
    const { code, said } = await new Command(folder, args).end();
    assert.equal(code, 0, said);
    return said;
  };

  return {
    run,
    /** `down` ends clean, at the first try. */
    goesDown: async (): Promise<void> => {
      const said = await run("down");
      assert.match(said, /^Nothing is left: no stack, no resource, no process\.$/m);
      assert.doesNotMatch(said, /not clean|left over|left these behind|are stuck|could not be/i);
      assert.doesNotMatch(said, /are still there; try/);
      assert.ok(!existsSync(path.join(folder, "emulator.json")));
      assert.deepEqual(processesOf(folder), []);
    },
  };
}

/** As a user does it: by the commands alone, with each lab's default settings. */
describe("a class of all labs", function () {
  this.timeout("20m");
  this.retries(0); // it must be clean at the first try
  this.bail(true);
  const { run, goesDown } = ownClass();

  for (const time of ["first", "second"]) {
    it(`comes up and works, the ${time} time`, async () => {
      await run("up", "--labs", ALL);
      await run("check");
    });

    it(`goes down, and nothing is left, the ${time} time`, goesDown);
  }
});

describe("a class with a fault that nobody has repaired", function () {
  this.timeout("10m");
  this.retries(0);
  this.bail(true);
  const { run, goesDown } = ownClass();

  it("goes down, and nothing is left: a target that somebody took off its group is no obstacle", async () => {
    await run("up", "--labs", "load-balancer,vpc-manual");
    await run("break", "--labs", "load-balancer");
    await goesDown();
  });
});
