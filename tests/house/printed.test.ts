import assert from "node:assert/strict";
import { DOC_COMMANDS, hintCommands } from "../support/printed/doc-commands.ts";
import { DOC_RUNS } from "../support/printed/doc-runs.ts";
import { LAB_COMMANDS } from "../support/printed/lab-commands.ts";
import { LAB_RUNS } from "../support/printed/lab-runs.ts";
import { isAbout, reasons } from "../support/printed/reasons.ts";

const patterns = reasons().flatMap((reason) => reason.patterns);
const isNamed = (command: string) => patterns.some((pattern) => isAbout(pattern, command));

describe("what is printed as a command to run", () => {
  const printed = new Set<string>();
  const run = new Set([...Object.keys(LAB_RUNS), ...DOC_RUNS.map(({ command }) => command)]);

  before(async () => {
    for (const command of [...LAB_COMMANDS, ...DOC_COMMANDS, ...(await hintCommands())])
      printed.add(command);
  });

  it("is run by a test on the emulator, or named in docs/proven.md with the reason why not", () => {
    const neither = [...printed].filter((command) => !run.has(command) && !isNamed(command));
    assert.deepEqual(neither, []);
  });

  it("is not named there where a test runs it", () => {
    assert.deepEqual([...run].filter(isNamed), []);
  });

  it("is all that is run or named", () => {
    const stale = [...run].filter((command) => !printed.has(command));
    const idle = patterns.filter((pattern) => ![...printed].some((one) => isAbout(pattern, one)));
    assert.deepEqual([...stale, ...idle], []);
  });

  it("is as much as it was when this was written, or more", () => {
    assert.ok(LAB_COMMANDS.length > 80, `${LAB_COMMANDS.length} of labs`);
    assert.ok(DOC_COMMANDS.length > 50, `${DOC_COMMANDS.length} of guides`);
  });
});
