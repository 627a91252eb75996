import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import os from "node:os";
import path from "node:path";
import {
  type Emulator,
  resetEmulator,
  runningEmulator,
  startEmulator,
  stopEmulator,
} from "../../../engine/emulator/emulator.ts";
import { inventory } from "../../../engine/emulator/inventory.ts";
import { python } from "../../../engine/emulator/moto.ts";
import { identify, isRunning } from "../../../lib/processes.ts";

const silent = () => undefined;

const requirements = readFileSync(
  path.join(import.meta.dirname, "../../../engine/emulator/requirements.txt"),
  "utf8",
);

/** What a client receives first of the answer to a request. */
async function firstPiece({ endpoint }: Emulator, request = "GET / HTTP/1.1"): Promise<string> {
  const { host, hostname, port } = new URL(endpoint);
  const socket = connect(Number(port), hostname);
  socket.write(`${request}\r\nHost: ${host}\r\n\r\n`);
  const [piece] = (await once(socket, "data")) as [Buffer];
  socket.destroy();
  return piece.toString();
}

describe("the emulated AWS", () => {
  let folder: string;
  const record = () => path.join(folder, "emulator.json");

  before(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), "emulator-test-"));
  });

  after(async () => {
    await stopEmulator(folder);
    rmSync(folder, { recursive: true });
  });

  it("is the same one at the second start, wherever that comes from", async () => {
    const [first, second] = await Promise.all([
      startEmulator(folder, silent),
      startEmulator(folder, silent),
    ]);
    assert.deepEqual([first.fresh, second.fresh].sort(), [false, true]);
    assert.deepEqual(first.emulator, second.emulator);
    assert.deepEqual(await runningEmulator(folder), first.emulator);
  });

  it("outlives the process that started it", async () => {
    await stopEmulator(folder);
    const engine = path.resolve(import.meta.dirname, "../../../engine/emulator/emulator.ts");
    const script = `import { startEmulator } from ${JSON.stringify(engine)};
      await startEmulator(${JSON.stringify(folder)}, () => {});
      process.kill(process.pid, "SIGKILL");`;
    const starter = spawn(process.execPath, ["--input-type=module", "--eval", script]);
    await once(starter, "close");
    assert.ok(await runningEmulator(folder));
  });

  it("is a new one with a new id after it was killed", async () => {
    const { emulator: killed } = await startEmulator(folder, silent);
    process.kill(killed.pid, "SIGKILL");
    const { emulator, fresh } = await startEmulator(folder, silent);
    assert.ok(fresh);
    assert.notEqual(emulator.id, killed.id);
  });

  it("is not taken for another program that has got its process number", async () => {
    const { emulator } = await startEmulator(folder, silent);
    const kept = readFileSync(record(), "utf8");
    const stranger = { ...identify(process.pid), started: "another time" };
    writeFileSync(record(), JSON.stringify({ process: stranger, endpoint: emulator.endpoint }));
    assert.equal(await runningEmulator(folder), undefined);
    assert.equal(await stopEmulator(folder), false);
    writeFileSync(record(), kept);
    assert.deepEqual(await runningEmulator(folder), emulator);
  });

  it("is ended and replaced when it no longer answers", async () => {
    const { emulator: stuck } = await startEmulator(folder, silent);
    const id = identify(stuck.pid);
    process.kill(stuck.pid, "SIGSTOP");
    await assert.rejects(runningEmulator(folder, { patienceMs: 500 }), /does not answer/);
    const { emulator } = await startEmulator(folder, silent, 500);
    assert.notEqual(emulator.pid, stuck.pid);
    assert.ok(id && !isRunning(id));
  });

  it("forgets everything, its id too, when it is reset", async () => {
    const { emulator } = await startEmulator(folder, silent);
    await fetch(`${emulator.endpoint}/class-bucket`, { method: "PUT" });
    assert.deepEqual(await inventory(emulator), ["s3/Bucket class-bucket (aws)"]);
    const emptied = await resetEmulator(emulator);
    assert.notEqual(emptied.id, emulator.id);
    assert.deepEqual(await inventory(emptied), []);
  });

  it("sends the head of an answer not before its body, between which Go's SDK may hang up", async () => {
    const { emulator } = await startEmulator(folder, silent);
    const answers = await Promise.all(Array.from({ length: 100 }, () => firstPiece(emulator)));
    assert.deepEqual(
      answers.filter((answer) => !answer.endsWith("</ListAllMyBucketsResult>")),
      [],
    );
  });

  it("is for programs on this machine, not for pages of any site", async () => {
    const { emulator } = await startEmulator(folder, silent);
    const { port } = new URL(emulator.endpoint);
    const status = async (host: string, further = "") => {
      const socket = connect(Number(port), "127.0.0.1");
      const head = `GET /moto-api/class/identity HTTP/1.1\r\nHost: ${host}\r\n${further}\r\n`;
      socket.write(head);
      const [piece] = (await once(socket, "data")) as [Buffer];
      socket.destroy();
      return Number(piece.toString().split(" ")[1]);
    };
    assert.equal(await status(`localhost:${port}`), 200);
    assert.equal(await status(`site.example:${port}`), 403);
    assert.equal(await status(`localhost:${port}`, "Origin: https://site.example\r\n"), 403);
    const headers = { origin: "https://site.example" };
    const list = await fetch(emulator.endpoint, { headers });
    assert.equal(list.headers.get("access-control-allow-origin"), null);
  });

  it("lets a client that asks first send its body", async () => {
    const { emulator } = await startEmulator(folder, silent);
    const put = "PUT /asked HTTP/1.1\r\nContent-Length: 1\r\nExpect: 100-continue";
    assert.match(await firstPiece(emulator, put), /^HTTP\/1.1 100 Continue/);
  });

  it("stops", async () => {
    const { emulator } = await startEmulator(folder, silent);
    assert.equal(await stopEmulator(folder), true);
    assert.equal(await runningEmulator(folder), undefined);
    await assert.rejects(fetch(emulator.endpoint));
    assert.equal(await stopEmulator(folder), false);
  });
});

describe("the installation of the emulated AWS", () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "emulator-install-"));
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it("refuses a file of the package index that has another hash", async () => {
    // An index that has every package, and no file as it was.
    const index = createServer((request, response) => {
      const [, name = ""] = /^\/simple\/([^/]+)\/$/.exec(request.url ?? "") ?? [];
      const [, version = ""] = new RegExp(`^${name}==(\\S+)`, "m").exec(requirements) ?? [];
      const file = `${name.replaceAll("-", "_")}-${version}-py3-none-any.whl`;
      response.setHeader("Content-Type", "text/html");
      response.end(name === "" ? "another file" : `<a href="/files/${file}">${file}</a>`);
    });
    await once(index.listen(0, "127.0.0.1"), "listening");
    const { port } = index.address() as AddressInfo;
    const env = {
      PATH: process.env.PATH,
      HOME: folder,
      PIP_CONFIG_FILE: os.devNull,
      PIP_INDEX_URL: `http://127.0.0.1:${port}/simple/`,
    };
    try {
      await assert.rejects(python(silent, env), {
        name: "Error",
        message: /has a file whose hash is not the one in requirements\.txt/,
      });
    } finally {
      index.close();
    }
  });
});
