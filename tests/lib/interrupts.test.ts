import assert from "node:assert/strict";
import { once } from "node:events";
import { InterruptedError, Interrupts } from "../../lib/interrupts.ts";

describe("an interrupt", () => {
  let interrupts: Interrupts;
  beforeEach(() => {
    interrupts = new Interrupts();
  });
  afterEach(() => {
    interrupts.forget();
  });

  it("ends work, and each further one further work", async () => {
    for (const count of [1, 2]) {
      const work = interrupts.during(new Promise(() => undefined));
      process.emit("SIGINT");
      await assert.rejects(work, InterruptedError);
      assert.equal(interrupts.count, count);
    }
  });

  it("is raised by a program as by Ctrl+C: whoever has started processes is told, too", async () => {
    const told = once(process, "SIGINT");
    const work = interrupts.during(new Promise(() => undefined));
    interrupts.raise();
    await assert.rejects(work, InterruptedError);
    await told;
    assert.equal(interrupts.count, 1);
  });

  it("ends a pause", async () => {
    const pause = interrupts.sleep(60_000);
    process.emit("SIGTERM");
    await assert.rejects(pause, InterruptedError);
  });

  it("does not end work that begins after it", async () => {
    process.emit("SIGINT");
    assert.equal(await interrupts.during(Promise.resolve("done")), "done");
    await interrupts.sleep(1);
  });

  it("is the process's own again once they are forgotten", () => {
    interrupts.forget();
    const others = process.listenerCount("SIGINT");
    new Interrupts().forget();
    assert.equal(process.listenerCount("SIGINT"), others);
  });
});
