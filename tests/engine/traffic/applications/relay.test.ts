import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createInterface, type Interface } from "node:readline";
import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../../../../engine/traffic/databases/front.ts";
import { PROJECT } from "../../../../lib/project.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";

const RELAY = path.join(PROJECT, "engine/traffic/applications/relay.ts");

const APPLICATION = `
const { writeFileSync } = require("node:fs");
let left = 0;
require("node:http").createServer((request, response) => {
  if (request.url === "/large") response.end(Buffer.alloc(6e6));
  else if (request.url === "/events") setInterval(() => response.write("data: x\\n\\n"), 20);
  else if (request.url === "/waits") response.on("close", () => left++), writeFileSync("came", "");
  else if (request.url === "/left") response.end(String(left));
  else if (request.url === "/echo") request.pipe(response);
  else if (request.url === "/hangs-up") request.socket.destroy();
  else if (request.url === "/switches") request.socket.end("HTTP/1.1 101 Switching Protocols\\r\\nupgrade: x\\r\\nconnection: upgrade\\r\\n\\r\\n");
  else response.end(process.env.GREETING + " " + process.env.NODE_OPTIONS);
}).listen(process.env.PORT);
`;

/** Outside a sandbox, with an application that the test wrote. */
describe("the relay beside an application", () => {
  const folder = temporaryFolder();
  let relay: ChildProcess;
  let lines: Interface;
  let next: number;

  beforeEach(async () => {
    const file = (name: string, content: string) => {
      writeFileSync(path.join(folder.path, name), content);
      return path.join(folder.path, name);
    };
    // In the relay, this would write a line of its own; in the application there is no such descriptor, which is caught.
    const hook = file("hook.cjs", 'try { require("fs").writeSync(3, "null\\n"); } catch {}');
    const options = `--require=${hook}`;
    const properties = file("properties", `GREETING=a = b\0NODE_OPTIONS=${options}\0`);
    const command = `exec ${process.execPath} ${file("app.cjs", APPLICATION)}`;
    const args = [RELAY, command, String(await freePort()), "1", properties];
    relay = spawn(process.execPath, args, {
      cwd: folder.path,
      stdio: ["pipe", "ignore", "inherit", "pipe"],
      detached: true, // the application ends with it
    });
    next = 0;
    lines = createInterface({ input: relay.stdio[3] as Readable });
    assert.deepEqual(await once(lines, "line"), [""]); // it has been loaded
  });

  afterEach(async () => {
    process.kill(-(relay.pid ?? assert.fail("there is no relay")), "SIGKILL");
    await once(relay, "close");
  });

  /** The relay's next line, which answers this. */
  async function told(asked: object): Promise<object> {
    const id = next++;
    const line = once(lines, "line");
    relay.stdin?.write(`${JSON.stringify({ id, ...asked })}\n`);
    const answer = JSON.parse(String((await line)[0])) as { readonly id: number };
    assert.equal(answer.id, id);
    return answer;
  }

  const get = (path: string, headers: object = {}) => told({ method: "GET", path, headers });

  it("passes the body of a request on", async () => {
    const body = Buffer.from("a=1&b=2").toString("base64");
    const headers = { "content-length": "7" };
    const answer = await told({ method: "POST", path: "/echo", headers, body });
    assert.equal((answer as { readonly body: string }).body, body);
  });

  it("passes requests on, and the properties to the application alone", async () => {
    const answer = (await get("/")) as { readonly body: string };
    assert.equal(
      Buffer.from(answer.body, "base64").toString(),
      `a = b --require=${folder.path}/hook.cjs`,
    );
  });

  it("tells whether connections are accepted", async () => {
    assert.deepEqual(await told({}), { id: 0, how: "connected" });
  });

  it("ends the request of a visitor who has gone", async () => {
    const count = async (path: string) => {
      const { body } = (await get(path)) as { readonly body: string };
      return Number(Buffer.from(body, "base64").toString());
    };
    assert.equal(await count("/left"), 0); // it has started
    const waits = get("/waits");
    while (!existsSync(path.join(folder.path, "came"))) await sleep(10);
    const gone = `${JSON.stringify({ id: 1, gone: true })}\n`;
    relay.stdin?.write(gone);
    assert.deepEqual(await waits, { id: 1, how: "late" });
    relay.stdin?.write(gone); // who has an answer goes, too
    while ((await count("/left")) === 0);
  });

  it("survives requests that cannot be sent, and connections that end", async () => {
    const how = async (answer: Promise<object>) => Object.entries(await answer).slice(1);
    const refused = [["how", "refused"]];
    assert.deepEqual(await how(get("/with a space")), refused);
    assert.deepEqual(await how(get("/", { trailer: "x" })), refused);
    assert.deepEqual(await how(get("/hangs-up")), refused);
    assert.deepEqual(await how(told({ method: "GET", path: "/switches", headers: {} })), [
      ["how", "late"],
    ]);
    assert.equal(((await get("/")) as { status: number }).status, 200);
  });

  it("does not wait for answers that never end, and passes no large ones on", async () => {
    assert.deepEqual(await get("/events"), { id: 0, how: "late" });
    assert.deepEqual(await get("/large"), { id: 1, how: "too large" });
    assert.equal(((await get("/")) as { status: number }).status, 200);
  });
});
