import assert from "node:assert/strict";
import { setImmediate as turn } from "node:timers/promises";
import type { Application } from "../../../../engine/traffic/applications/application.ts";
import {
  IDLE_MS,
  MOST_RUNNING,
  RunningApplications,
} from "../../../../engine/traffic/applications/running-applications.ts";
import { FakeClock } from "../load-balancers/fake-clock.ts";

describe("running applications", () => {
  let clock: FakeClock;
  let running: RunningApplications;
  /** What has happened: `+a` is started, `-a` is stopped. */
  let log: string[];
  beforeEach(() => {
    clock = new FakeClock();
    running = new RunningApplications(clock);
    log = [];
  });

  class Fake {
    hasEnded = false;
    readonly key: string;

    constructor(key: string) {
      this.key = key;
    }

    stop(): void {
      this.hasEnded = true;
      log.push(`-${this.key}`);
    }
  }

  const runnable = (key: string, mark = "v1") => ({
    ...{ key, mark },
    start: () => {
      log.push(`+${key}`);
      return Promise.resolve(new Fake(key) as unknown as Application);
    },
  });

  const ask = (key: string, mark?: string) =>
    running.use(runnable(key, mark), (application) => Promise.resolve({ application }));

  const never = () => assert.fail();

  const KEYS = Array.from({ length: MOST_RUNNING }, (_, at) => `app${at}`);

  it("are started once, and anew for another mark, or after they have ended", async () => {
    await ask("a");
    await ask("a");
    assert.deepEqual(log, ["+a"]);
    const answer = await ask("a", "v2");
    assert.deepEqual(log, ["+a", "+a", "-a"]);
    assert.ok(typeof answer === "object");
    answer.application.stop();
    await ask("a", "v2");
    assert.deepEqual(log.slice(3), ["-a", "+a", "-a"]);
  });

  it("are a few at once: the one asked longest ago is stopped", async () => {
    for (const key of KEYS) await ask(key);
    await ask("app0");
    await ask("one more");
    await turn();
    assert.deepEqual(log.slice(MOST_RUNNING), ["+one more", "-app1"]);
  });

  it("are not stopped while they are asked: who asks for another one waits", async () => {
    const asked = KEYS.map((key) => {
      const { promise, resolve } = Promise.withResolvers<object>();
      return { done: running.use(runnable(key), () => promise), resolve };
    });
    const gone = new AbortController();
    const left = running.use(runnable("nobody's"), never, gone.signal);
    const another = ask("one more");
    await turn();
    assert.deepEqual(
      log,
      KEYS.map((key) => `+${key}`),
    );
    gone.abort();
    asked[2]?.resolve({});
    await Promise.all([another, assert.rejects(left, { name: "AbortError" })]);
    await turn();
    assert.deepEqual(log.slice(MOST_RUNNING), ["+one more", "-app2"]);
    for (const { resolve } of asked) resolve({});
    await Promise.all(asked.map(({ done }) => done));
  });

  it("are stopped when nobody has asked for them for a while", async () => {
    await ask("a");
    await clock.pass(IDLE_MS - 1);
    await ask("a");
    await clock.pass(IDLE_MS - 1);
    assert.deepEqual(log, ["+a"]);
    await clock.pass(1);
    assert.deepEqual(log, ["+a", "-a"]);
  });

  it("keep no place where they do not run here, or their start fails", async () => {
    for (let count = 0; count <= MOST_RUNNING; count++) {
      const key = `no${count}`;
      const text = { key, mark: "", start: () => Promise.resolve("not here") };
      assert.equal(await running.use(text, never), "not here");
      const fails = { key, mark: "", start: () => Promise.reject(new Error("no")) };
      await assert.rejects(running.use(fails, never), /no/);
    }
    await ask("a");
    assert.deepEqual(log, ["+a"]);
  });
});
