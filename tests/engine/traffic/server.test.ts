import assert from "node:assert/strict";
import { connect } from "node:net";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import type { Answerer } from "../../../engine/traffic/answerer.ts";
import { listen, type Limits, trafficServer } from "../../../engine/traffic/server.ts";
import { capturedErrors } from "../../support/fakes/captured-console.ts";

const LIMITS: Limits = {
  ...{ headMs: 200, requestMs: 400, silenceMs: 5000 },
  ...{ headBytes: 4096, connections: 20 },
};

/** What it is asked, it tells; `/to?URL` redirects. */
const mirror: Answerer = {
  answersFor: (host) => host === "site.example" || host.endsWith(".other.example"),
  answer: ({ method, host, path, query }) => {
    const headers: Record<string, string> =
      path === "/to" ? { location: query } : { "x-path": path };
    const status = path === "/to" ? 302 : 200;
    return Promise.resolve({ status, headers, body: `${method} ${host}` });
  },
};

/** A page that comes late, and without end. */
const slow: Answerer = {
  answersFor: (host) => host === "slow.example",
  answer: async () => {
    await sleep(200);
    return { status: 200, headers: {}, body: Readable.from(repeated("more ")) };
  },
};

function* repeated(word: string) {
  for (;;) yield word;
}

const failing: Answerer = {
  answersFor: (host) => host === "failing.example",
  answer: () => Promise.reject(new Error("connect ECONNREFUSED")),
};

describe("the server for all host names", () => {
  const errors = capturedErrors();
  let server: ReturnType<typeof trafficServer>;
  let port: number;

  beforeEach(async () => {
    server = trafficServer([mirror, slow, failing], { emulator: "http://127.0.0.1:1" }, LIMITS);
    port = await listen(server, 0);
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  /** Sends a request as it is written, and reads until the connection ends. */
  const raw = async (...lines: string[]): Promise<string> => {
    const socket = connect(port, "127.0.0.1");
    socket.write([...lines, "Connection: close", "", ""].join("\r\n"));
    return text(socket);
  };
  const get = (url: string, host: string) => raw(`GET ${url} HTTP/1.1`, `Host: ${host}`);

  it("answers a name below .localhost, and the same name to whom it is a proxy", async () => {
    assert.match(
      await get("/", "site.example.localhost"),
      /^HTTP\/1\.1 200 [^]*GET site\.example$/,
    );
    assert.match(await get("http://site.example/", "x"), /^HTTP\/1\.1 200 [^]*GET site\.example$/);
    assert.match(await get("/", "site.example"), /^HTTP\/1\.1 200 /);
  });

  it("says that nothing of the account has a name: 404, to whom it is a proxy 502", async () => {
    const nothing = /nothing in the emulated account answers for example\.org/;
    const named = await get("/", "example.org.localhost");
    assert.match(named, /^HTTP\/1\.1 404 /);
    assert.match(named, nothing);
    const proxied = await get("http://example.org/", "example.org");
    assert.match(proxied, /^HTTP\/1\.1 502 /);
    assert.match(proxied, nothing);
  });

  it("says which of AWS's names do not answer yet", async () => {
    const names = {
      "db.abc.ap-northeast-2.rds.amazonaws.com": "databases",
      "notes.s3-accelerate.amazonaws.com": "accelerated S3 endpoints",
    };
    const reason = async (name: string) =>
      /x-class-not-served: (.*)\r/.exec(await get(`http://${name}/`, name))?.[1] ?? "";
    for (const [name, kind] of Object.entries(names))
      assert.equal(await reason(name), `${kind} do not answer on this machine yet (${name})`);
    for (const name of ["ec2-203-0-113-25.compute-1.amazonaws.com", "203.0.113.25"])
      assert.match(await reason(name), /^no running server .* has the address /);
  });

  it("opens no tunnel where nothing certifies names", async () => {
    const said = await raw("CONNECT example.org:443 HTTP/1.1", "Host: example.org:443");
    assert.match(said, /^HTTP\/1\.1 501 /);
  });

  it("keeps a browser here that is sent on to a name that answers here, and no other", async () => {
    const to = async (url: string, host = "site.example.localhost") =>
      /location: (.*)\r/.exec(await get(`/to?${url}`, host))?.[1];
    assert.equal(
      await to("https://www.other.example/a?b"),
      `http://www.other.example.localhost:${port}/a?b`,
    );
    assert.equal(await to("http://site.example"), `http://site.example.localhost:${port}`);
    assert.equal(await to("https://aws.amazon.com/s3/"), "https://aws.amazon.com/s3/");
    assert.equal(await to("/docs/"), "/docs/");
    assert.equal(await to("http://site.example/", "site.example"), "http://site.example/");
  });

  it("sends the head alone to HEAD, with the length of the whole", async () => {
    const said = raw("HEAD / HTTP/1.1", "Host: site.example");
    assert.match(await said, /content-length: 17\r[^]*\r\n\r\n$/);
  });

  it("closes the connection behind a request that may have a body, which is not read", async () => {
    const said = await raw(...["POST / HTTP/1.1", "Host: site.example", "Content-Length: 1000000"]);
    assert.match(said, /^HTTP\/1\.1 200 [^]*connection: close/);
  });

  it("hands a path on as it was sent", async () => {
    assert.match(
      await get("/../../%2e%2e/etc", "site.example"),
      /x-path: \/\.\.\/\.\.\/%2e%2e\/etc\r/,
    );
  });

  it("refuses a host that is none, is said twice, or is missing", async () => {
    assert.match(await get("/", "a b"), /^HTTP\/1\.1 400 /);
    assert.match(await get("/", "site.example\r\nHost: other"), /^HTTP\/1\.1 400 /);
    assert.match(await raw("GET / HTTP/1.1"), /^HTTP\/1\.1 400 /);
  });

  it("says that the emulated AWS does not answer, instead of ending itself", async () => {
    for (let time = 0; time < 2; time++)
      assert.match(await get("/", "failing.example"), /^HTTP\/1\.1 502 [^]*does not answer/);
    assert.deepEqual(errors.lines, ["connect ECONNREFUSED"]); // who asks every second fills no log
    assert.match(await get("/", "site.example"), /^HTTP\/1\.1 200 /);
  });

  it("goes on when a visitor leaves before the answer, or in the middle of it", async () => {
    for (const ms of [50, 300]) {
      const socket = connect(port, "127.0.0.1");
      socket.on("error", () => undefined).resume();
      socket.write("GET / HTTP/1.1\r\nHost: slow.example\r\n\r\n");
      await sleep(ms);
      socket.destroy();
    }
    await sleep(300);
    assert.match(await get("/", "site.example"), /^HTTP\/1\.1 200 /);
  });

  it("tells at its own address who it is, and which names are answered for", async () => {
    const own = `127.0.0.1:${port}`;
    const identity = { pid: process.pid, emulator: "http://127.0.0.1:1" };
    assert.ok((await get("/identity", own)).endsWith(JSON.stringify(identity)));
    const served = await get("/served?site.example&example.org", own);
    assert.ok(served.endsWith('["site.example"]'), served);
  });

  it("refuses a head that is too large", async () => {
    const said = await raw("GET / HTTP/1.1", "Host: site.example", `A: ${"a".repeat(5000)}`);
    assert.match(said, /^HTTP\/1\.1 431 /);
  });

  it("cuts off who takes too long to ask", async () => {
    const socket = connect(port, "127.0.0.1");
    socket.write("GET / HTTP/1.1\r\nHost: site.example\r\n");
    assert.match(await text(socket), /^HTTP\/1\.1 408 /);
  });

  it("gives the place of the longest silent connection to a new one, never that of an answer", async () => {
    const answering = connect(port, "127.0.0.1");
    answering.write("GET / HTTP/1.1\r\nHost: slow.example\r\n\r\n");
    await sleep(50);
    const silent = Array.from({ length: 60 }, () => connect(port, "127.0.0.1"));
    for (const socket of silent) socket.on("error", () => undefined);
    await Promise.all(
      silent.slice(0, 41).map((socket) => new Promise((resolve) => socket.once("close", resolve))),
    );
    assert.match(await get("/", "site.example"), /^HTTP\/1\.1 200 /);
    assert.equal(answering.destroyed, false);
    for (const socket of [answering, ...silent]) socket.destroy();
    while ((await connections()) > 0) await sleep(10);
  });

  const connections = () =>
    new Promise<number>((resolve) => {
      server.getConnections((_, count) => {
        resolve(count);
      });
    });
});
