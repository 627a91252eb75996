import assert from "node:assert/strict";
import { command, listOf, runCommand, UsageError } from "../../../classroom/console/command.ts";

/** What a call gives to the command's `run`. */
async function given(...args: string[]): Promise<unknown> {
  let values: unknown;
  const check = command({
    call: "check",
    does: "checks",
    options: {
      stack: { type: "string", default: "local" },
      labs: { type: "string" },
      wait: { type: "boolean" },
    },
    run: (its) => {
      values = { ...its };
      return Promise.resolve(0);
    },
  });
  assert.equal(await runCommand(check, args), 0);
  return values;
}

const refused = (message: RegExp) => (error: unknown) =>
  error instanceof UsageError && message.test(error.message);

describe("runCommand", () => {
  it("gives defaults, and switches that are off, where nothing is written", async () => {
    assert.deepEqual(await given(), { stack: "local", wait: false });
  });

  it("gives what is written", async () => {
    assert.deepEqual(await given("--stack", "dev", "--labs=cdn", "--wait"), {
      stack: "dev",
      labs: "cdn",
      wait: true,
    });
  });

  it("gives the exit code", async () => {
    const failing = command({ call: "", does: "", options: {}, run: () => Promise.resolve(3) });
    assert.equal(await runCommand(failing, []), 3);
  });

  for (const [args, message] of [
    ["--lab cdn", /Unknown option '--lab'/],
    ["--labs", /'--labs <value>' argument missing/],
    ["--wait=no", /'--wait' does not take an argument/],
    ["cdn", /Unexpected argument 'cdn'/],
  ] as const)
    it(`refuses ${args}`, async () => {
      await assert.rejects(async () => given(...args.split(" ")), refused(message));
    });
});

describe("a list of labs", () => {
  it("is written with commas, and may be left out", () => {
    assert.deepEqual(
      [listOf("a,b"), listOf("a"), listOf(undefined)],
      [["a", "b"], ["a"], undefined],
    );
  });
});
