import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { EmulatorError, runningEmulator } from "../../engine/emulator/emulator.ts";
import { identify } from "../../lib/processes.ts";
import { localServer, nobody } from "../support/local-server.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { assertWithin } from "../support/processes/time-limit.ts";

/** In the place of the emulator, which takes seconds to start: this process, which answers as it does. */
describe("an emulator that runs", () => {
  const folder = temporaryFolder();
  const local = localServer();

  /** Records this process as the emulator of the folder. */
  const record = (endpoint: string): void => {
    const started = { process: identify(process.pid), endpoint };
    writeFileSync(path.join(folder.path, "emulator.json"), JSON.stringify(started));
  };

  /** Answers from the `first` time on that it is asked. */
  const answering = (first: number): Promise<string> => {
    let asked = 0;
    return local.serve((_, response) => {
      if (++asked < first) response.destroy();
      else response.end(JSON.stringify({ id: "memory-1", pid: process.pid }));
    });
  };

  it("is asked again when it does not answer at once, for a class may be in it", async () => {
    record(await answering(3));
    assert.equal((await runningEmulator(folder.path))?.id, "memory-1");
  });

  it("is waited for no longer than the limit, and then not taken for dead", async () => {
    record(await local.serve(() => undefined));
    const start = performance.now();
    await assert.rejects(runningEmulator(folder.path, { patienceMs: 300 }), (error) => {
      assert.ok(error instanceof EmulatorError);
      assert.match(error.message, new RegExp(`kill -9 ${process.pid}$`));
      return true;
    });
    assertWithin(performance.now() - start, 2000);
  });

  it("is said to be waited for when that takes long", async () => {
    record(await nobody());
    const lines: string[] = [];
    const report = (line: string) => void lines.push(line);
    await assert.rejects(runningEmulator(folder.path, { report, patienceMs: 2300 }));
    assert.deepEqual(lines, [
      `Waiting for the emulator, process ${process.pid}, which does not answer, 2.3 s at most`,
    ]);
  });
});

describe("an emulator that has ended", () => {
  const folder = temporaryFolder();

  it("is none, without waiting", async () => {
    const ended = { pid: process.pid, started: "another time" };
    const started = { process: ended, endpoint: await nobody() };
    writeFileSync(path.join(folder.path, "emulator.json"), JSON.stringify(started));
    assert.equal(await runningEmulator(folder.path), undefined);
  });
});
