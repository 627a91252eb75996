import assert from "node:assert/strict";
import { mock } from "node:test";
import { quick, step } from "../../lib/progress.ts";

describe("step", () => {
  let lines: string[];
  let screen: string;
  const report = (line: string) => void lines.push(line);
  const terminal = { write: (text: string) => Boolean((screen += text)) };

  /** A piece of work that takes as long as said, in the test's own time. */
  const work = (seconds: number) =>
    new Promise<string>((resolve) => {
      setTimeout(() => {
        resolve("result");
      }, seconds * 1000);
    });

  /** Lets time pass, second by second. */
  async function pass(seconds: number): Promise<void> {
    for (let second = 0; second < seconds; second++) {
      mock.timers.tick(1000);
      await Promise.resolve();
    }
  }

  beforeEach(() => {
    [lines, screen] = [[], ""];
    mock.timers.enable({ apis: ["setInterval", "setTimeout", "Date"] });
  });

  afterEach(() => {
    mock.timers.reset();
  });

  it("says only what is done when that is quick, and passes the result on", async () => {
    const result = step(report, "Doing", () => work(1), { terminal: undefined });
    await pass(1);
    assert.equal(await result, "result");
    assert.deepEqual(lines, ["Doing"]);
  });

  it("says beforehand how long it is going to take", async () => {
    const result = step(report, "Doing", () => work(0), { terminal, expectSeconds: 30 });
    await pass(1);
    await result;
    assert.deepEqual(lines, ["Doing, about 30 s"]);
  });

  it("shows the seconds on a terminal, in one line that goes away", async () => {
    const result = step(report, "Doing", () => work(4), { terminal });
    await pass(4);
    await result;
    assert.deepEqual(lines, ["Doing", "  done after 4.0 s"]);
    const line = "\r\x1b[K"; // back to its beginning, and clear it
    assert.equal(screen, `${line}  2 s ...${line}  3 s ...${line}  4 s ...${line}`);
  });

  it("prints a line every ten seconds where there is no terminal", async () => {
    const result = step(report, "Doing", () => work(25), { terminal: undefined });
    await pass(25);
    await result;
    assert.deepEqual(lines, ["Doing", "  10 s ...", "  20 s ...", "  done after 25.0 s"]);
  });

  it("says that it failed, and after how long", async () => {
    const result = step(
      report,
      "Doing",
      () => work(3).then(() => Promise.reject(new Error("no"))),
      { terminal: undefined },
    );
    const failed = assert.rejects(result, /no/);
    await pass(3);
    await failed;
    assert.deepEqual(lines, ["Doing", "  failed after 3.0 s"]);
  });
});

describe("quick", () => {
  const lines: string[] = [];
  const report = (line: string) => void lines.push(line);
  const after = (ms: number) => new Promise<string>((done) => setTimeout(done, ms, "result"));

  beforeEach(() => {
    lines.length = 0;
  });

  it("says nothing of what takes no time", async () => {
    assert.equal(await quick(report, "Asking", () => after(1), 500), "result");
    assert.deepEqual(lines, []);
  });

  it("says what it waits for when that takes long", async () => {
    assert.equal(await quick(report, "Asking", () => after(60), 10), "result");
    assert.deepEqual(lines, ["Asking"]);
  });

  it("passes an error on, early or late", async () => {
    const fails = (ms: number) => () => after(ms).then(() => Promise.reject(new Error("no")));
    await assert.rejects(quick(report, "Asking", fails(1), 500), /no/);
    await assert.rejects(quick(report, "Asking", fails(30), 10), /no/);
  });
});
