import assert from "node:assert/strict";
import { once } from "node:events";
import { get, request as ask, type IncomingMessage } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import v8 from "node:v8";
import vm from "node:vm";
import { BoardModel } from "../../../classroom/board/board.ts";
import { Feed } from "../../../classroom/board/feed.ts";
import { partsOf } from "../../../classroom/board/parts.ts";
import { type BoardServer, serveBoard } from "../../../classroom/board/server.ts";
import {
  checksOf,
  comingUp,
  known,
  row,
  stacksReport,
  studentIds,
} from "../../support/pages/known-class.ts";
import { assertWithin } from "../../support/processes/time-limit.ts";

describe("the board's server", function () {
  this.timeout("60s");
  let feed: Feed;
  let server: BoardServer;

  beforeEach(async () => {
    feed = new Feed();
    server = await serveBoard(feed, () => "<p>page</p>");
  });
  afterEach(() => {
    server.stop();
  });

  async function status(path: string, headers: Record<string, string> = {}, method = "GET") {
    const request = ask(new URL(path, server.url), { method, headers });
    request.end();
    const [response] = (await once(request, "response")) as [IncomingMessage];
    response.resume();
    return response.statusCode;
  }

  it("answers to this machine's own names, and only to GET", async () => {
    const { port, hostname } = new URL(server.url);
    assert.equal(hostname, "127.0.0.1");
    assert.equal(await status("/"), 200);
    assert.equal(await status("/", { host: `localhost:${port}` }), 200);
    assert.equal(await status("/x"), 404);
    for (const method of ["POST", "PUT", "DELETE", "OPTIONS", "HEAD"])
      assert.equal(await status("/", {}, method), 405, method);
  });

  it("refuses names that lead here, and pages of others", async () => {
    const { port } = new URL(server.url);
    for (const host of [
      "evil.example",
      `evil.example:${port}`,
      `127.0.0.1.evil.example:${port}`,
      "127.0.0.1",
    ])
      for (const path of ["/", "/events"]) assert.equal(await status(path, { host }), 403, host);
    for (const origin of [
      "https://evil.example",
      "null",
      "http://127.0.0.1",
      `https://127.0.0.1:${port}`,
    ])
      assert.equal(await status("/events", { origin }), 403, origin);
    assert.equal(await status("/events", { "sec-fetch-site": "cross-site" }), 403);
    assert.equal(await status("/", { "sec-fetch-site": "none" }), 200);
  });

  /** Listens as a browser does, and keeps what each part was last. */
  async function listener() {
    const parts = new Map<string, string | null>();
    const at = new Map<string, number>();
    let events = 0;
    const [response] = (await once(get(new URL("/events", server.url)), "response")) as [
      IncomingMessage,
    ];
    let rest = "";
    response.setEncoding("utf8").on("data", (chunk: string) => {
      const all = (rest + chunk).split("\n\n");
      rest = all.pop() ?? "";
      for (const event of all.filter((each) => each.startsWith("data: "))) {
        events += 1;
        for (const [id, part] of Object.entries(
          JSON.parse(event.slice(6)) as Record<string, string | null>,
        )) {
          parts.set(id, part);
          at.set(id, performance.now());
        }
      }
    });
    return { response, parts, at, count: () => events };
  }

  it("tells who comes later all there is, and then what has changed, together", async () => {
    feed.publish(
      new Map([
        ["a", "1"],
        ["b", "1"],
      ]),
    );
    const { parts, count } = await listener();
    await sleep(200);
    assert.deepEqual(Object.fromEntries(parts), { a: "1", b: "1" });
    const before = count();
    for (let at = 2; at <= 50; at++) feed.publish(new Map([["a", `${at}`]]));
    await sleep(300);
    assert.deepEqual(Object.fromEntries(parts), { a: "50", b: null });
    assert.equal(count(), before + 1);
  });

  it("refuses one listener too many", async () => {
    await Promise.all(Array.from({ length: 50 }, () => listener()));
    assert.equal(await status("/events"), 503);
  });

  it("keeps memory flat over 1,000 changes of 30 stacks in an hour, and shows the last within a second", async () => {
    v8.setFlagsFromString("--expose_gc");
    const collect = vm.runInNewContext("gc") as () => void;
    const memory = (): number => {
      collect();
      return process.memoryUsage().heapUsed;
    };
    const ids = studentIds(30);
    const model = new BoardModel();
    const begin = Date.parse("2026-11-30T03:00:00Z");
    const change = (at: number): void => {
      const rows = ids.map((id, number) =>
        row(id, {
          state: "at work",
          done: (at + number) % 40,
          total: 40,
          what: `creating table ${at}, 4 s`,
        }),
      );
      const studentChecks = new Map(ids.map((id) => [id, checksOf(at % 2 ? "pass" : "fail")]));
      const changed = known({
        progress: comingUp(rows),
        stacks: stacksReport({ spent: at / 100 }),
        studentChecks,
      });
      feed.publish(partsOf(model.at(changed, begin + at * 3600), "en"));
    };
    const quick = await listener();
    // One that takes nothing: what it does not read must not pile up.
    const slow = await listener();
    slow.response.pause();
    for (let at = 0; at < 100; at++) {
      change(at);
      if (at % 10 === 0) await sleep(10);
    }
    const before = memory();
    for (let at = 100; at < 1000; at++) {
      change(at);
      if (at % 10 === 0) await sleep(10);
    }
    change(1000);
    const last = performance.now();
    const grown = memory() - before;
    while (!quick.parts.get("figures")?.includes("$10.00")) await sleep(5);
    const after = (quick.at.get("figures") ?? Infinity) - last;
    assertWithin(after, 1000);
    assert.ok(grown < 3_000_000, `${Math.round(grown / 1000)} kB more`);
    slow.response.resume();
    while (!slow.parts.get("figures")?.includes("$10.00")) await sleep(5);
  });
});
