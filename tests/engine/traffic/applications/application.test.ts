import assert from "node:assert/strict";
import type { ChildProcess } from "node:child_process";
import { EventEmitter } from "node:events";
import { PassThrough } from "node:stream";
import { Application } from "../../../../engine/traffic/applications/application.ts";
import { LIMITS } from "../../../../engine/traffic/sandbox/limits.ts";

const VISIT = { method: "GET", path: "/a", query: "b=1", headers: {} };

describe("an application in its sandbox", () => {
  /** One whose relay's lines the test writes. */
  function started() {
    const kills: unknown[] = [];
    const process = Object.assign(new EventEmitter(), {
      unref: () => undefined,
      kill: (signal: unknown) => kills.push(signal),
    });
    const [input, report, console] = [new PassThrough(), new PassThrough(), new PassThrough()];
    const application = new Application(
      {
        ...{ process: process as unknown as ChildProcess, input, report, console },
        first: Promise.resolve(undefined),
      },
      LIMITS,
    );
    const tell = (line: unknown) => report.write(`${JSON.stringify(line)}\n`);
    return { application, process, input, report, kills, tell };
  }

  const answer = (id: number, others: object = {}) => ({
    ...{ id, status: 200, headers: { "content-type": "text/plain" } },
    ...{ body: Buffer.from("hello").toString("base64"), ...others },
  });

  it("answers what its relay says, by number", async () => {
    const { application, tell, input } = started();
    const [first, second] = [application.ask(VISIT), application.connect()];
    assert.equal(
      String(input.read()),
      '{"id":0,"method":"GET","path":"/a?b=1","headers":{}}\n{"id":1}\n',
    );
    tell({ id: 1, how: "connected" });
    tell(answer(0));
    assert.deepEqual(await second, { how: "connected" });
    assert.deepEqual(await first, {
      ...{ how: "answered", status: 200, headers: { "content-type": "text/plain" } },
      body: Buffer.from("hello"),
    });
  });

  it("tells its relay of a visitor who has gone, once, and asks it nothing for one who had", async () => {
    const { application, tell, input } = started();
    const gone = new AbortController();
    const [left, stays] = [application.ask({ ...VISIT, gone: gone.signal }), application.connect()];
    input.read();
    gone.abort();
    assert.equal(String(input.read()), '{"id":0,"gone":true}\n');
    assert.deepEqual(await left, { how: "late" });
    assert.deepEqual(await application.ask({ ...VISIT, gone: gone.signal }), { how: "refused" });
    tell(answer(0));
    tell({ id: 1, how: "connected" });
    assert.deepEqual(await stays, { how: "connected" });
    const later = new AbortController();
    const answered = application.ask({ ...VISIT, gone: later.signal });
    input.read();
    tell(answer(2));
    await answered;
    later.abort();
    assert.equal(input.read(), null);
  });

  it("does without lines that are not the relay's", async () => {
    const { application, tell, report, kills } = started();
    const asked = application.ask(VISIT);
    for (const line of [null, 7, "text", [], {}, { id: 0 }, { id: "0", how: "late" }]) tell(line);
    report.write("{\n\n");
    tell(answer(0, { status: 1000 }));
    tell(answer(0, { headers: { "x-own": "a\r\nset-cookie: b" } }));
    tell(answer(0, { headers: { "not a name": "a" } }));
    tell(answer(0, { headers: { connection: ["close"] } }));
    tell(answer(0, { headers: { "set-cookie": "a=1" } }));
    tell(answer(0, { headers: null }));
    tell(answer(0, { body: null }));
    tell(answer(7));
    tell(answer(0, { status: 201 }));
    const told = await asked;
    assert.deepEqual([told.how === "answered" && told.status, kills], [201, []]);
  });

  it("is ended when it writes many of them", async () => {
    const { application, tell, kills, process } = started();
    const asked = application.ask(VISIT);
    for (let line = 0; line < 200; line++) tell(null);
    await new Promise(setImmediate);
    assert.ok(application.hasEnded);
    assert.equal(kills[0], "SIGKILL");
    process.emit("close");
    assert.deepEqual(await asked, { how: "refused" });
  });

  it("has ended where its process cannot be started", async () => {
    const { application, process } = started();
    const asked = application.ask(VISIT);
    process.emit("error", Object.assign(new Error("spawn EAGAIN"), { code: "EAGAIN" }));
    assert.deepEqual(await asked, { how: "refused" });
    assert.ok(application.hasEnded);
    assert.deepEqual(await application.ask(VISIT), { how: "refused" });
  });

  it("refuses requests while its relay reads none", async () => {
    const { application } = started();
    const headers = { "x-long": "x".repeat(9 * 1024 * 1024) };
    void application.ask({ ...VISIT, headers });
    assert.deepEqual(await application.ask(VISIT), { how: "refused" });
  });
});
