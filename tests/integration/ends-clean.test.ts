import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { stopEmulator } from "../../engine/emulator/emulator.ts";
import { Command } from "../support/engine/command.ts";
import { goesDown } from "../support/engine/goes-down.ts";
import { keptModels, strictEmulator } from "../support/strict-emulator.ts";
import { carried } from "../support/labs.ts";
import { inOrder } from "../support/processes/in-order.ts";

const ALL = carried.map(({ id }) => id).join(",");

/** A class of the test's own on an emulator that keeps AWS's service models, and the commands that users type. */
function ownClass() {
  strictEmulator();
  const folder = mkdtempSync(path.join(os.tmpdir(), "aws-class-clean-"));
  after(async () => {
    await stopEmulator(folder); // of a run that failed
    rmSync(folder, { recursive: true });
  });

  const run = async (...args: string[]): Promise<void> => {
    const { code, said } = await new Command(folder, args).end();
    assert.equal(code, 0, said);
  };
  const down = async (): Promise<void> => {
    await goesDown(folder);
    keptModels(folder);
  };
  return { run, goesDown: down };
}

/**
 * As a user does it: by the commands alone, with each lab's default settings. That `down` is clean after checks, faults and
 * their repair, with more settings, `labs.test.ts` sees.
 */
describe("a class of all labs", function () {
  this.timeout("20m");
  this.retries(0); // it must be clean at the first try
  inOrder();
  const { run, goesDown } = ownClass();

  it("comes up and works", async () => {
    await run("up", "--labs", ALL);
    await run("check");
  });

  it("goes down, and nothing is left", goesDown);
});

describe("a class with a fault that nobody has repaired", function () {
  this.timeout("10m");
  this.retries(0);
  inOrder();
  const { run, goesDown } = ownClass();

  it("goes down, and nothing is left: a target that somebody took off its group is no obstacle", async () => {
    await run("up", "--labs", "load-balancer,vpc-manual");
    await run("break", "--labs", "load-balancer");
    await goesDown();
  });
});
