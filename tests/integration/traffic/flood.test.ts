import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { Answerer } from "../../../engine/traffic/answerer.ts";
import { listen, trafficServer } from "../../../engine/traffic/server.ts";

/** Both ends of a connection are in this process; the server has 2,000 at most, and as many that are just being closed. */
const CONNECTIONS = 10_000;
const FILES = 15_000;

/** How many files this process may have open: Node takes what `ulimit -Hn` allows. */
function mostFiles(): number {
  if (process.platform !== "linux") return 0;
  const [, most = "0"] =
    /^Max open files +(\d+|unlimited)/m.exec(readFileSync("/proc/self/limits", "utf8")) ?? [];
  return most === "unlimited" ? Infinity : Number(most);
}

const files = mostFiles();
const lack = files < FILES ? ` (skipped: ulimit -Hn is ${files}, ${FILES} are needed)` : "";

const page: Answerer = {
  answersFor: (host) => host === "site.example",
  answer: () => Promise.resolve({ status: 200, headers: {}, body: "hello" }),
};

describe(`ten thousand connections${lack}`, function () {
  this.timeout("2m");
  let server: ReturnType<typeof trafficServer>;
  let port: number;
  let sockets: Socket[];

  before(async function () {
    if (lack !== "") this.skip(); // the title says how many files are needed
    server = trafficServer([page], { emulator: "http://127.0.0.1:1" });
    port = await listen(server, 0);
    sockets = [];
  });
  after(() => {
    if (lack !== "") return;
    for (const socket of sockets) socket.destroy();
    server.closeAllConnections();
    server.close();
  });

  const opened = (write = "") =>
    new Promise<Socket>((resolve) => {
      const socket = connect(port, "127.0.0.1");
      socket.on("error", () => undefined);
      socket.once("connect", () => {
        if (write !== "") socket.write(write);
        resolve(socket);
      });
      socket.once("close", () => {
        resolve(socket);
      });
      sockets.push(socket);
    });

  const answered = async (): Promise<number> => {
    const start = performance.now();
    const response = await fetch(`http://127.0.0.1:${port}/`, { headers: { host: "x" } }).catch(
      () => undefined,
    );
    assert.ok(response, "there is no answer");
    await response.text();
    return performance.now() - start;
  };

  const held = () =>
    new Promise<number>((resolve) => {
      server.getConnections((_, count) => {
        resolve(count);
      });
    });

  it("that say nothing, or too slowly, keep nobody waiting for a second, and are ended", async () => {
    const waits: number[] = [];
    for (let round = 0; round < 100; round++) {
      const head = round % 2 === 0 ? "" : "GET / HTTP/1.1\r\nHost: site.example\r\nSlow";
      await Promise.all(Array.from({ length: CONNECTIONS / 100 }, () => opened(head)));
      waits.push(await answered());
    }
    assert.equal(sockets.length, CONNECTIONS);
    assert.ok(Math.max(...waits) < 1000, `the longest wait was ${Math.max(...waits)} ms`);
    assert.ok((await held()) <= 2000, `${await held()} are open`);
    // Who says nothing has 10 seconds for its head.
    const end = Date.now() + 30_000;
    while ((await held()) > 1 && Date.now() < end) await sleep(100);
    assert.ok((await held()) <= 1, `${await held()} are still open`);
    assert.ok((await answered()) < 1000);
  });
});
