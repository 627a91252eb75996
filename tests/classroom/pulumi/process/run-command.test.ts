import assert from "node:assert/strict";
import { mock } from "node:test";
import { patiently } from "../../../../classroom/pulumi/process/run-command.ts";

describe("a wait for the backend of Pulumi", () => {
  const said: string[] = [];
  beforeEach(() => {
    said.length = 0;
    mock.method(console, "error", (line: string) => said.push(line));
    mock.timers.enable({ apis: ["setTimeout", "setInterval", "Date"] });
  });
  afterEach(() => {
    mock.timers.reset();
    mock.restoreAll();
  });

  /** A command that takes so many seconds. */
  const waitFor = async (seconds: number, ...args: string[]): Promise<void> => {
    const wait = patiently(args, () => new Promise((done) => setTimeout(done, seconds * 1000)));
    for (let passed = 0; passed < seconds; passed++) {
      mock.timers.tick(1000);
      await Promise.resolve();
    }
    await wait;
  };

  it("is not mentioned where it answers within seconds", async () => {
    await waitFor(3, "stack", "export");
    assert.deepEqual(said, []);
  });

  it("is said after five seconds, with the command but none of its values", async () => {
    await waitFor(25, "config", "set", "email", "teacher@example.com");
    assert.equal(said[0], "Waiting for the backend of Pulumi: pulumi config set");
    assert.doesNotMatch(said.join("\n"), /teacher/);
  });
});
