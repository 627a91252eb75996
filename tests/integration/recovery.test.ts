import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { isRunning, type ProcessId } from "../../lib/processes.ts";
import {
  commandLine,
  gone,
  isLanguageHost,
  kill,
  processesOf,
} from "../support/engine/class-processes.ts";
import { Command } from "../support/engine/command.ts";
import { assertWithin } from "../support/processes/time-limit.ts";
import { inOrder } from "../support/processes/in-order.ts";

const UP = ["up", "--labs", "linux-server,dynamodb"];
const ANOTHER_UP = ["up", "--labs", "dynamodb"];
/** What takes ten seconds in the one and in the other: a good moment to be stopped in. */
const AT_WORK = /(Vpc network creating|Instance linux-server deleting)/;
const SECOND_RUN_LIMIT_MS = 30_000;

describe("the local stack", function () {
  inOrder(); // each goes on from the class that the one before has brought up
  const folder = mkdtempSync(path.join(os.tmpdir(), "aws-class-recovery-"));

  const fileOf = (name: string): string => path.join(folder, name);
  const noted = (name: string, role: string): ProcessId => {
    const id = (JSON.parse(readFileSync(fileOf(name), "utf8")) as Record<string, ProcessId>)[role];
    assert.ok(id, `${name} names no ${role}`);
    return id;
  };
  const start = (args: readonly string[]) => new Command(folder, args);
  const run = (...args: string[]) => start(args).end();

  /** A command that is stopped by `stop` in the middle of its work. */
  const stopped = async (
    args: readonly string[],
    stop: (command: ChildProcess, pulumi: ProcessId) => void,
  ): Promise<ProcessId> => {
    const command = start([...args, "--verbose"]); // says at once what it begins
    await command.until(AT_WORK);
    const pulumi = noted("run.json", "child");
    stop(command.process, pulumi);
    const { code, said } = await command.end();
    assert.notEqual(code, 0, said);
    return pulumi;
  };

  /** The next run ends well, for the reason given, and the one after it finds nothing to do. */
  const recovers = async (reason: RegExp): Promise<void> => {
    const up = await run(...UP);
    assert.equal(up.code, 0, up.said);
    assert.match(up.said, reason);
    const second = await run(...UP);
    assert.equal(second.code, 0, second.said);
    assert.match(second.said, /^No changes: \d+ resources are as the program describes\.$/m);
    assertWithin(second.seconds * 1000, SECOND_RUN_LIMIT_MS);
  };

  after(() => {
    for (const each of processesOf(folder)) kill(each);
    rmSync(folder, { recursive: true, force: true });
  });

  it("starts over after Ctrl-C", async () => {
    await stopped(UP, (command) => command.kill("SIGINT"));
    await recovers(/The last run was interrupted/);
  });

  it("ends the Pulumi that has outlived its command", async () => {
    const pulumi = await stopped(ANOTHER_UP, (command) => command.kill("SIGKILL"));
    assert.ok(isRunning(pulumi));
    await recovers(
      new RegExp(`killed, but its Pulumi \\(process ${pulumi.pid}\\) is still running`),
    );
    assert.ok(!isRunning(pulumi));
  });

  it("starts over after command and Pulumi were killed", async () => {
    await stopped(ANOTHER_UP, (command, pulumi) => {
      command.kill("SIGKILL");
      kill(pulumi);
    });
    await recovers(/The last run was interrupted/);
  });

  it("refuses a second command while one is at work", async () => {
    const first = start(UP);
    await first.until(/Emulator/);
    const second = await run(...UP);
    assert.equal(second.code, 1, second.said);
    assert.match(second.said, new RegExp(`process ${first.process.pid ?? 0}\\) is working`));
    assert.equal((await first.end()).code, 0, first.said);
  });

  it("is built again when the emulator has been lost", async () => {
    const emulator = noted("emulator.json", "process");
    kill(emulator);
    await gone(emulator);
    await recovers(/The emulator has lost the class/);
  });

  it("is built again when its record is cut", async () => {
    truncateSync(fileOf("state/.pulumi/stacks/class/local.json"), 1000);
    await recovers(/killed while it wrote the stack's state/);
  });

  it("is not fooled after a restart, when others have the numbers of its processes", async () => {
    const { endpoint } = JSON.parse(readFileSync(fileOf("emulator.json"), "utf8")) as {
      endpoint: string;
    };
    await stopped(ANOTHER_UP, () => {
      for (const each of processesOf(folder)) kill(each);
    });
    const other = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    try {
      const id = { pid: other.pid, started: "0" };
      writeFileSync(fileOf("run.json"), JSON.stringify({ command: id, child: id }));
      writeFileSync(fileOf("emulator.json"), JSON.stringify({ process: id, endpoint }));
      await recovers(/The last run was interrupted/);
      assert.deepEqual([other.exitCode, other.signalCode], [null, null]);
    } finally {
      other.kill("SIGKILL");
    }
  });

  it("leaves nothing behind in the end", async () => {
    const { code, said } = await run("down");
    assert.equal(code, 0, said);
    assert.match(said, /Nothing is left/);
    const left = processesOf(folder).filter((each) => !isLanguageHost(each));
    assert.deepEqual(left.map(commandLine), []);
  });
});
