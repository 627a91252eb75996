import assert from "node:assert/strict";
import { chmodSync, writeFileSync } from "node:fs";
import path from "node:path";
import { PulumiError } from "../../../classroom/pulumi/pulumi-error.ts";
import { PulumiStack } from "../../../classroom/pulumi/pulumi-stack.ts";
import { unprotect } from "../../../classroom/pulumi/stack-state.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

describe("Pulumi's commands on a stack", () => {
  const folder = temporaryFolder();
  let told: string[];
  beforeEach(() => {
    told = [];
  });

  /** A stack whose Pulumi is the shell script `script`. */
  function stackOf(script: string): PulumiStack {
    const command = path.join(folder.path, "pulumi");
    writeFileSync(command, `#!/bin/sh\n${script}\n`);
    chmodSync(command, 0o755);
    const engine = { command, env: process.env, description: "a script", official: false };
    const watch = {
      changeBegins: () => told.push("begins"),
      changeEnds: () => told.push("ends"),
      runs: (pid: number | undefined) => told.push(pid === undefined ? "ended" : "runs"),
    };
    return new PulumiStack(engine, { name: "test", watch });
  }

  it("are told of while they change the stack", async () => {
    await stackOf("exit 0").up({ progress: { verbose: true } });
    assert.deepEqual(told, ["begins", "runs", "ended", "ends"]);
  });

  it("return what an up has changed, by the engine's own events", async () => {
    const event = (op: string, urn: string) =>
      JSON.stringify({ resOutputsEvent: { metadata: { op, urn } } });
    const events = [event("same", "a"), event("update", "b"), event("create-replacement", "c")];
    const stack = stackOf(
      `while [ "$1" != --event-log ]; do shift; done\necho '${events.join("\n")}' > "$2"`,
    );
    assert.deepEqual(await stack.up({ refresh: true, progress: { verbose: true } }), [
      { urn: "b", kind: "updated" },
    ]);
  });

  it("are told of nobody while they only read: another may be changing it", async () => {
    assert.deepEqual(await stackOf("echo '{}'").outputs(), {});
    assert.deepEqual(told, []);
  });

  it("are told of where they lock it without changing a resource: who is killed then leaves no lock behind", async () => {
    // Pulumi writes this while it holds the lock: a broken pipe would end it there.
    const script = `[ -p /dev/stdout ] && exit 7; echo "Created stack 'test'"`;
    const stack = stackOf(script);
    await stack.create();
    await unprotect(stack, "urn");
    assert.deepEqual(told, ["runs", "ended", "runs", "ended"]);
  });

  it("leave a change that was interrupted as begun", async () => {
    await assert.rejects(stackOf("kill -9 $$").up({ progress: { verbose: true } }), (error) => {
      assert.ok(error instanceof PulumiError);
      assert.match(error.message, /pulumi up was interrupted\. Run the same command again\./);
      return true;
    });
    assert.deepEqual(told, ["begins", "runs", "ended"]);
  });

  it("say that reading was interrupted, and not that it has failed for no reason", async () => {
    await assert.rejects(stackOf("kill -9 $$").outputs(), {
      message: "pulumi stack was interrupted. Run the same command again.",
    });
  });

  it("say what they have said when reading fails", async () => {
    const reading = stackOf("echo no stack named test >&2; exit 3").outputs();
    await assert.rejects(reading, /ended with exit code 3: no stack named test/);
  });

  for (const [backend, said, answer] of [
    [
      "file:///srv/state",
      "no stack named 'dev' found",
      /\n {2}PULUMI_BACKEND_URL = "file:\/\/\/srv\/state"\n {2}fix: create it, once: pulumi stack init dev\n {2}or, /,
    ],
    [
      "/srv/state",
      "PULUMI_ACCESS_TOKEN must be set for login during non-interactive CLI sessions",
      /PULUMI_BACKEND_URL = "\/srv\/state"\n {2}fix: pulumi login, .*, such as file:\/\/\/srv\/state: export PULUMI_BACKEND_URL=ADDRESS$/,
    ],
    [
      "s4://bucket",
      "PULUMI_ACCESS_TOKEN must be set for login during non-interactive CLI sessions",
      /PULUMI_BACKEND_URL = "s4:\/\/bucket"\n {2}fix: .*, such as s3:\/\/BUCKET\?region=REGION, /,
    ],
    [
      "file:///nowhere",
      "unable to open bucket file:///nowhere: stat /nowhere: no such file or directory",
      /PULUMI_BACKEND_URL = .*\n {2}fix: check the address, .*; a folder must exist \(mkdir -p\)$/,
    ],
  ] as const)
    it(`say what to do about "${said}" with the backend ${backend}`, async () => {
      const before = process.env.PULUMI_BACKEND_URL;
      process.env.PULUMI_BACKEND_URL = backend;
      try {
        const reading = stackOf(`echo "error: ${said}" >&2; exit 255`).outputs();
        await assert.rejects(reading, answer);
      } finally {
        if (before === undefined) delete process.env.PULUMI_BACKEND_URL;
        else process.env.PULUMI_BACKEND_URL = before;
      }
    });

  it("say how to mend what a killed Pulumi has left beside the state", async () => {
    const reading = stackOf("echo error: failed to load checkpoint: EOF >&2; exit 255").outputs();
    await assert.rejects(reading, /fix, .*: find .*'\*\.attrs' -empty -delete/);
  });
});
