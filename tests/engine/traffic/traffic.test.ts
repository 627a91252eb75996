import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Started } from "../../../engine/background/background.ts";
import type { Emulator } from "../../../engine/emulator/emulator-answer.ts";
import { serversIn } from "../../../engine/traffic/folders.ts";
import { stageOf } from "../../../engine/traffic/boot/carry-out.ts";
import { localOrigins, stopTraffic, withTraffic } from "../../../engine/traffic/traffic.ts";
import { gone, kill } from "../../support/engine/class-processes.ts";
import { localServer } from "../../support/local-server.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

/** With another process in the place of the emulator, which takes seconds to start. */
describe("the traffic of an emulator", () => {
  const folder = temporaryFolder();
  const local = localServer();
  let other: ChildProcess;

  beforeEach(() => {
    other = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  });
  afterEach(async () => {
    await stopTraffic(folder.path);
    other.kill("SIGKILL");
  });

  const emulatorAt = (endpoint: string): Emulator => ({
    ...{ endpoint, id: "memory-1", pid: other.pid ?? 0 },
    env: { AWS_ENDPOINT_URL: endpoint },
  });
  const start = async (endpoint = "http://127.0.0.1:1") => {
    const { env } = await withTraffic(folder.path, emulatorAt(endpoint), () => undefined);
    assert.equal(env.AWS_ENDPOINT_URL, endpoint);
    return env.AWS_CLASS_WEB ?? "";
  };
  const file = () => path.join(folder.path, "traffic.json");
  const recorded = () => JSON.parse(readFileSync(file(), "utf8")) as Started;

  it("is one process, which the emulator's environment leads to", async () => {
    const webs = await Promise.all([start(), start()]);
    assert.deepEqual(webs, [recorded().endpoint, recorded().endpoint]);
    const { process } = recorded();
    await start();
    assert.deepEqual(recorded().process, process);
  });

  it("is started again at the same address after it was killed", async () => {
    const web = await start();
    const { process } = recorded();
    kill(process);
    await gone(process);
    assert.equal(await start(), web);
  });

  it("removes what a killed one has staged of its own servers, at its start and its end", async () => {
    const staged = (of: string) => {
      const server = path.join(serversIn(of), "ap-northeast-2", "i-1");
      mkdirSync(server, { recursive: true });
      mkdirSync(path.join(stageOf(server), "parts"), { recursive: true });
      return stageOf(server);
    };
    const another = staged(path.join(folder.path, "another"));
    for (const act of [start, () => stopTraffic(folder.path)]) {
      const own = staged(folder.path);
      await act();
      assert.deepEqual([own, another].map(existsSync), [false, true]);
    }
    rmSync(another, { recursive: true });
  });

  it("is started anew for another emulator", async () => {
    await start();
    const { process } = recorded();
    await start("http://127.0.0.1:2");
    await gone(process);
    assert.notEqual(recorded().process.pid, process.pid);
  });

  it("ends with the emulator, whoever ends that", async () => {
    await start();
    const { process } = recorded();
    other.kill("SIGKILL");
    await gone(process);
  });

  it("stops, and leaves no record", async () => {
    await start();
    const { process } = recorded();
    assert.equal(await stopTraffic(folder.path), true);
    await gone(process);
    assert.ok(!existsSync(file()));
    assert.equal(await stopTraffic(folder.path), false);
  });

  it("tells the local addresses of the names that are answered for", async () => {
    const nothing = await local.serve((_, response) => response.writeHead(404).end());
    const web = await start(nothing);
    const site = "notes.s3-website.ap-northeast-2.amazonaws.com";
    const origins = await localOrigins(web, [site, "web-1.elb.amazonaws.com"]);
    assert.deepEqual([...origins], [[site, `http://${site}.localhost:${new URL(web).port}`]]);
  });

  it("tells the emulator where it listens, again after some seconds, and asks nothing of it while nobody asks for a page", async () => {
    const asked: string[] = [];
    const counting = await local.serve(({ method, url, headers }, response) => {
      const token = headers["x-class-token"];
      asked.push(`${method} ${url} with ${token === undefined ? "none" : "a token"}`);
      response.end();
    });
    const { port } = new URL(await start(counting));
    await sleep(1500);
    const told = `POST /moto-api/class/traffic?${port} with a token`;
    assert.deepEqual(asked, [told]);
    await sleep(5000);
    assert.deepEqual(asked, [told, told]);
  });
});
